export type { EncryptionKeyArgs, EncryptionKeyTransforms } from "./args";
export { EncryptionKey } from "./encryption-key";
export { keyPolicy, type KeyScope } from "./key-policy";
