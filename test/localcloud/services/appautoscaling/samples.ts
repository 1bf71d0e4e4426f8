import type { Samples } from "../../limits/samples";

export const SAMPLES: Samples = {
  "aws:appautoscaling/target:Target": {
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: "service/proofpix-production/enterprise",
    minCapacity: 2,
    maxCapacity: 5,
  },
  "aws:appautoscaling/policy:Policy": {
    name: "scale-up",
    policyType: "StepScaling",
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: "service/proofpix-production/enterprise",
    stepScalingPolicyConfiguration: {
      adjustmentType: "ChangeInCapacity",
      cooldown: 300,
      metricAggregationType: "Average",
      stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 2 }],
    },
  },
  "aws:appautoscaling/scheduledAction:ScheduledAction": {
    name: "before-the-morning",
    serviceNamespace: "ecs",
    scalableDimension: "ecs:service:DesiredCount",
    resourceId: "service/proofpix-production/enterprise",
    schedule: "cron(30 7 ? * MON-FRI *)",
    timezone: "Europe/Bucharest",
    scalableTargetAction: { minCapacity: "5" },
  },
};
