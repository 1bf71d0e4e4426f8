import type { Samples } from "../../limits/samples";

export const SAMPLES: Samples = {
  "aws:autoscaling/group:Group": {
    name: "proofpix-instances",
    minSize: 2,
    maxSize: 6,
    healthCheckType: "EC2",
    launchTemplate: { id: "lt-1", version: "1" },
    vpcZoneIdentifiers: ["subnet-1", "subnet-2"],
    terminationPolicies: ["OldestInstance"],
    enabledMetrics: ["GroupDesiredCapacity"],
    metricsGranularity: "1Minute",
    instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: 90, instanceWarmup: "300" } },
    tags: [{ key: "Name", value: "proofpix", propagateAtLaunch: true }],
  },
  "aws:autoscaling/policy:Policy": {
    name: "up",
    autoscalingGroupName: "proofpix-instances",
    policyType: "SimpleScaling",
    adjustmentType: "ChangeInCapacity",
    scalingAdjustment: 2,
    cooldown: 300,
  },
  "aws:autoscaling/schedule:Schedule": {
    autoscalingGroupName: "proofpix-instances",
    scheduledActionName: "morning",
    minSize: 3,
    maxSize: -1,
    desiredCapacity: -1,
    recurrence: "0 8 * * MON-FRI",
    timeZone: "Europe/Bucharest",
  },
};
