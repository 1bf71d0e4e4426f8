import { modelled } from "../../limits/wording";
import type { CloudService } from "../../model/resource-type";
import { scalableTarget } from "./scalable-target";
import { scalingPolicy } from "./scaling-policy";
import { scheduledAction } from "./scheduled-action";

export const APPAUTOSCALING: CloudService = {
  types: [scalableTarget, scalingPolicy, scheduledAction],
  wordings: { "application-autoscaling": modelled("ValidationException") },
};
