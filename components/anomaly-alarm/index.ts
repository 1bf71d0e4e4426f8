export { AnomalyAlarm } from "./anomaly-alarm";
export type { AnomalyAlarmArgs, AnomalyAlarmTransforms } from "./args";
