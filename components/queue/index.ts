export type { FifoSettings, QueueAlarmSettings, QueueArgs, QueueSender, QueueTransforms } from "./args";
export { monitoredQueue } from "./monitored";
export { consumePermissions, sendPermissions, type UsedQueue } from "./permissions";
export { Queue } from "./queue";
