import type { Properties } from "../../../../localcloud/model/values";
import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud } from "../../support";
import { OF_ENTERPRISE, POLICY, registered, STEPS } from "./targets";

const UP = { metricIntervalLowerBound: "0", scalingAdjustment: 2 };

function steps(changes: Properties): Properties {
  return {
    stepScalingPolicyConfiguration: { adjustmentType: "ChangeInCapacity", stepAdjustments: [UP], ...changes },
  };
}

describeLimits(POLICY, [
  ["name", "x".repeat(257), "x".repeat(256), "ValidationException", "at 'policyName'"],
  ["policyType", "Step", "StepScaling", "ValidationException", "TargetTrackingScaling"],
  [
    "stepScalingPolicyConfiguration.adjustmentType",
    "Change",
    "ExactCapacity",
    "ValidationException",
    "ChangeInCapacity",
  ],
  [
    "stepScalingPolicyConfiguration.metricAggregationType",
    "Sum",
    "Maximum",
    "ValidationException",
    "[Average, Minimum, Maximum]",
  ],
]);

describeRules(POLICY, (cloud) => ({ ...registered(cloud), inputs: STEPS }), [
  [
    "a service that isn't registered",
    { resourceId: "service/production/worker" },
    {},
    "ObjectNotFoundException",
    "No scalable target registered for service namespace: ecs, resource ID: service/production/worker, scalable dimension: ecs:service:DesiredCount (resourceId)",
  ],
  [
    "steps without steps",
    { stepScalingPolicyConfiguration: undefined },
    {},
    "ValidationException",
    "StepScaling policy configuration must be specified (stepScalingPolicyConfiguration)",
  ],
  [
    "target tracking in a policy of steps",
    { targetTrackingScalingPolicyConfiguration: { targetValue: 50 } },
    {},
    "ValidationException",
    "TargetTrackingScaling policy configuration can't be specified for a policy of type StepScaling",
  ],
  [
    "steps of no type",
    steps({ adjustmentType: undefined }),
    steps({}),
    "ValidationException",
    "Adjustment type must be specified (stepScalingPolicyConfiguration.adjustmentType)",
  ],
  [
    "no step",
    steps({ stepAdjustments: [] }),
    steps({}),
    "ValidationException",
    "At least one step adjustment must be specified (stepScalingPolicyConfiguration.stepAdjustments)",
  ],
  [
    "a smallest step of what is counted, not of percents",
    steps({ minAdjustmentMagnitude: 1 }),
    steps({ minAdjustmentMagnitude: 1, adjustmentType: "PercentChangeInCapacity" }),
    "ValidationException",
    "Minimum adjustment magnitude can only be specified with the adjustment type PercentChangeInCapacity",
  ],
  [
    "an exact number below zero",
    steps({ adjustmentType: "ExactCapacity", stepAdjustments: [{ ...UP, scalingAdjustment: -1 }] }),
    steps({ adjustmentType: "ExactCapacity", stepAdjustments: [{ ...UP, scalingAdjustment: 0 }] }),
    "ValidationException",
    "must not be negative for an exact capacity (stepScalingPolicyConfiguration.stepAdjustments[0].scalingAdjustment)",
  ],
  [
    "a cooldown below zero",
    steps({ cooldown: -1 }),
    steps({ cooldown: 0 }),
    "ValidationException",
    "(stepScalingPolicyConfiguration.cooldown)",
  ],
]);

const CPU = { predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" } };
const QUEUE = { metricName: "Depth", namespace: "Web", statistic: "Average" };

function tracking(changes: Properties): Properties {
  return { targetTrackingScalingPolicyConfiguration: { targetValue: 60, ...changes } };
}

function requests(label?: string): Properties {
  const predefinedMetricType = "ALBRequestCountPerTarget";
  return tracking({
    predefinedMetricSpecification: { predefinedMetricType, ...(label !== undefined && { resourceLabel: label }) },
  });
}

function labelOf(targetGroupArn: string): string {
  return `app/web/50dc6c495c0c9188/${targetGroupArn.split(":")[5] ?? ""}`;
}

describeRules(
  POLICY,
  (cloud) => {
    const given = registered(cloud);
    return {
      ...given,
      inputs: { ...OF_ENTERPRISE, name: "cpu", policyType: "TargetTrackingScaling", ...tracking(CPU) },
    };
  },
  [
    [
      "nothing to track",
      tracking({}),
      {},
      "ValidationException",
      "PredefinedMetricSpecification or CustomizedMetricSpecification must be set for target tracking scaling.",
    ],
    [
      "two things to track",
      tracking({ ...CPU, customizedMetricSpecification: QUEUE }),
      tracking({ customizedMetricSpecification: QUEUE }),
      "ValidationException",
      "Only one of PredefinedMetricSpecification and CustomizedMetricSpecification can be set",
    ],
    [
      "a metric of something else",
      tracking({ predefinedMetricSpecification: { predefinedMetricType: "RDSReaderAverageCPUUtilization" } }),
      tracking({ predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageMemoryUtilization" } }),
      "ValidationException",
      "'RDSReaderAverageCPUUtilization' is not supported for ecs:service:DesiredCount",
    ],
    [
      "requests of no target group",
      requests(),
      ({ blue }) => requests(labelOf(blue)),
      "ValidationException",
      "A resource label is required with ALBRequestCountPerTarget, and not allowed with other metrics",
    ],
    [
      "requests of another target group",
      requests("app/web/50dc6c495c0c9188/targetgroup/other/943f017f100becff"),
      ({ green }) => requests(labelOf(green)),
      "ValidationException",
      "targetgroup/other/943f017f100becff isn't attached to the service",
    ],
    [
      "one metric and metric math at once",
      tracking({ customizedMetricSpecification: { ...QUEUE, metrics: [{ id: "m", expression: "1" }] } }),
      tracking({ customizedMetricSpecification: { metrics: [{ id: "m", expression: "1" }] } }),
      "ValidationException",
      "The customized metric specification is not valid.",
    ],
    [
      "half a metric",
      tracking({ customizedMetricSpecification: { metricName: "Depth", namespace: "Web" } }),
      tracking({ customizedMetricSpecification: QUEUE }),
      "ValidationException",
      "The customized metric specification is not valid.",
    ],
    [
      "a target of nothing",
      tracking({ ...CPU, targetValue: 0 }),
      tracking({ ...CPU, targetValue: 1 }),
      "ValidationException",
      "Target value must be greater than 0, got 0",
    ],
  ],
);

describe("a scaling policy", () => {
  it("is known by its target and its name", () => {
    const cloud = inLocalCloud();
    registered(cloud);
    const policy = cloud.create(POLICY, STEPS);

    expect(policy.id).toBe("ecs/service/production/enterprise/ecs:service:DesiredCount/up");
    expect(policy.computed).toMatchObject({
      name: "up",
      alarmArns: [],
      arn: expect.stringMatching(
        /^arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:[0-9a-f-]{36}:resource\/ecs\/service\/production\/enterprise:policyName\/up$/,
      ) as string,
    });
  });

  it("is the only one that tracks its metric", () => {
    const cloud = inLocalCloud();
    registered(cloud);
    const policyType = "TargetTrackingScaling";
    const track = (name: string, specification: Properties) =>
      cloud.create(POLICY, { ...OF_ENTERPRISE, name, policyType, ...tracking(specification) });
    track("cpu", CPU);

    expect(() => track("again", { ...CPU, targetValue: 80 })).toThrow(
      "Only one TargetTrackingScaling policy for a given metric specification is allowed.",
    );
    expect(track("queue", { customizedMetricSpecification: QUEUE }).computed.name).toBe("queue");
  });

  it("is overwritten by another one of its name, which keeps its ARN", () => {
    const cloud = inLocalCloud();
    registered(cloud);
    const first = cloud.create(POLICY, STEPS);
    const second = cloud.create(POLICY, STEPS);

    expect(cloud.warnings).toEqual([expect.stringContaining("A scaling policy with this name already exists:")]);
    expect(second.computed.arn).toBe(first.computed.arn);
    expect(cloud.create(POLICY, { ...STEPS, name: "down" }).computed.arn).not.toBe(first.computed.arn);
    expect(cloud.warnings).toHaveLength(1);
  });

  it("has the name that the provider gives it as id", () => {
    const cloud = inLocalCloud();
    registered(cloud);

    expect(cloud.outputs(cloud.create(POLICY, STEPS)).id).toBe(STEPS.name);
  });

  it("brings alarms of its own when it tracks a target", () => {
    const cloud = inLocalCloud();
    registered(cloud);
    const policyType = "TargetTrackingScaling";
    const policy = cloud.create(POLICY, { ...OF_ENTERPRISE, name: "cpu", policyType, ...tracking(CPU) });

    expect(policy.computed.alarmArns).toEqual([
      expect.stringContaining(":alarm:TargetTracking-service/production/enterprise-AlarmHigh-"),
      expect.stringContaining("-AlarmLow-"),
    ]);
  });

  it.each([
    ["predictive scaling", { predictiveScalingPolicyConfiguration: { metricSpecifications: [] } }],
    ["policies of type PredictiveScaling", { policyType: "PredictiveScaling" }],
  ])("doesn't model %s", (what, changes) => {
    const cloud = inLocalCloud();
    registered(cloud);

    expect(() => cloud.create(POLICY, { ...STEPS, ...changes })).toThrow(`doesn't model ${what}`);
  });
});
