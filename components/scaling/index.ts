export { LoadAlarms, type LoadAlarmsArgs } from "./load-alarms";
export type { ScalingSpeed } from "./scaling-plan";
export type { ScalingStep, ScalingTarget, ScalingTrigger, TriggerOverrides } from "./scaling-trigger";
export type { ScheduledScaling, Weekday } from "./scheduled-scaling";
export { ServiceScaling, type ServiceScalingArgs } from "./service-scaling";
export { TRIGGER_NUMBERS } from "./triggers/numbers";
export { type MeasuredQueue, queueDepth } from "./triggers/queue-depth";
export { responseTime, type TimedTarget } from "./triggers/response-time";
export { cpu, memory } from "./triggers/utilization";
