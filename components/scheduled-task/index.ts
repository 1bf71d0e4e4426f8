export type { SchedulableTask, ScheduledTaskArgs, ScheduledTaskTransforms, ScheduleRetry } from "./args";
export { ScheduledTask } from "./scheduled-task";
