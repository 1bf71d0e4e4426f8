export { acquireLock } from "./lock.cjs";
export type { Claim, Lock, LockOptions } from "./lock.cjs";
