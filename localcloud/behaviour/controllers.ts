import { serviceScaling } from "./applicationautoscaling/policies";
import { scheduledScaling } from "./applicationautoscaling/scheduled-actions";
import { autoScalingGroups } from "./autoscaling/auto-scaling-groups";
import { managedScaling } from "./autoscaling/managed-scaling";
import { groupScaling } from "./autoscaling/policies/policies";
import { scheduledActions } from "./autoscaling/scheduled-actions";
import { compositeAlarms } from "./cloudwatch/composite-alarms";
import { metricAlarms } from "./cloudwatch/metric-alarms";
import { deployments } from "./ecs/deployments/controller";
import { tasks } from "./ecs/tasks/tasks";
import { hostCounts } from "./elasticloadbalancing/host-counts";
import { targetHealth } from "./elasticloadbalancing/target-health";
import { logMetrics } from "./logs/metric-filters";
import { metricPublisher } from "./metrics/publisher";
import type { Controller } from "./model/controller";
import { schedules } from "./scheduler/schedules";

/** Everything of AWS that acts by itself, in the order in which it looks at a change. */
export const CONTROLLERS: readonly Controller[] = [
  deployments,
  autoScalingGroups,
  managedScaling,
  scheduledActions,
  tasks,
  targetHealth,
  hostCounts,
  metricPublisher,
  logMetrics,
  metricAlarms,
  compositeAlarms,
  serviceScaling,
  groupScaling,
  scheduledScaling,
  schedules,
];
