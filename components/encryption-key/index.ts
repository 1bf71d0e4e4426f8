export { EncryptionKey, type EncryptionKeyArgs } from "./encryption-key";
export { keyPolicy, type KeyScope } from "./key-policy";
