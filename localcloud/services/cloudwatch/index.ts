import { metricAlarm } from "./metric-alarm";

export const CLOUDWATCH_TYPES = [metricAlarm];
