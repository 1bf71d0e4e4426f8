export type { FifoSettings, QueueAlarmSettings, QueueArgs, QueueSender, QueueTransforms } from "./args";
export { consumePermissions, sendPermissions, type UsedQueue } from "./permissions";
export { Queue } from "./queue";
