import type { ServiceOperations } from "../../operation";
import { alarmOperations } from "./alarms";
import { metricOperations } from "./metrics";

/** Operations of Amazon CloudWatch. */
export const CLOUDWATCH_OPERATIONS: ServiceOperations = { ...alarmOperations, ...metricOperations };
