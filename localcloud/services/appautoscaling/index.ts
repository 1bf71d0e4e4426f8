import { scalableTarget } from "./scalable-target";
import { scalingPolicy } from "./scaling-policy";
import { scheduledAction } from "./scheduled-action";

export const APPAUTOSCALING_TYPES = [scalableTarget, scalingPolicy, scheduledAction];
