export type { CompositeAlarmArgs, CompositeAlarmTransforms } from "./args";
export { CompositeAlarm } from "./composite-alarm";
