import type { Properties } from "../../../../localcloud/model/values";
import type { TestCloud } from "../../support";
import { shifting } from "../ecs/shifting";
import { SERVICE } from "../ecs/tasks";

export const TARGET = "aws:appautoscaling/target:Target";
export const POLICY = "aws:appautoscaling/policy:Policy";
export const SCHEDULED_ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";

/** What names the service `enterprise` of the cluster `production` as a scalable target. */
export const OF_ENTERPRISE: Properties = {
  serviceNamespace: "ecs",
  resourceId: "service/production/enterprise",
  scalableDimension: "ecs:service:DesiredCount",
};

/** A service of two tasks, and inputs of its scalable target. */
export function scalable(cloud: TestCloud) {
  const given = shifting(cloud);
  const service = cloud.create(SERVICE, { ...given.inputs, desiredCount: 2 });
  return { ...given, service, inputs: { ...OF_ENTERPRISE, minCapacity: 2, maxCapacity: 5 } };
}

/** The same with the target registered, and a second service without. */
export function registered(cloud: TestCloud) {
  const given = scalable(cloud);
  const target = cloud.create(TARGET, given.inputs);
  cloud.create(SERVICE, {
    ...given.service.inputs,
    name: "worker",
    loadBalancers: undefined,
    deploymentConfiguration: {},
  });
  return { ...given, target };
}

/** A step policy that adds two tasks. */
export const STEPS: Properties = {
  ...OF_ENTERPRISE,
  name: "up",
  stepScalingPolicyConfiguration: {
    adjustmentType: "ChangeInCapacity",
    cooldown: 300,
    stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 2 }],
  },
};
