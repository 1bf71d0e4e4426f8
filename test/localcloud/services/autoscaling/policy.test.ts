import type { Properties } from "../../../../localcloud/model/values";
import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud, refusalOf } from "../../support";
import { group as targetGroup } from "../lb/balanced";
import { GROUP, POLICY, scalable } from "./groups";

const SIMPLE = { adjustmentType: "ChangeInCapacity", scalingAdjustment: 2, cooldown: 300 };
const STEPS = [{ metricIntervalLowerBound: "0", scalingAdjustment: 1 }];
const STEP = { policyType: "StepScaling", adjustmentType: "ChangeInCapacity", stepAdjustments: STEPS };
const CPU = { predefinedMetricType: "ASGAverageCPUUtilization" };
const METRIC = { metricName: "QueueDepth", namespace: "proofpix", statistic: "Average" };

const STAT = { stat: "Average", metric: { metricName: "QueueDepth", namespace: "proofpix" } };
const QUERY = { id: "m", expression: "1 + 1" };

/** A policy that keeps a metric at a value. */
function tracking(specification: Properties, changes: Properties = {}): Properties {
  const targetTrackingConfiguration = { targetValue: 50, ...specification, ...changes };
  return { policyType: "TargetTrackingScaling", targetTrackingConfiguration };
}

describeLimits(POLICY, [
  ["policyType", "Simple", "SimpleScaling", "ValidationError", "TargetTrackingScaling"],
  ["adjustmentType", "Change", "ChangeInCapacity", "ValidationError", "PercentChangeInCapacity"],
  ["cooldown", -1, 0, "ValidationError", "at 'cooldown'"],
]);

describeRules(
  POLICY,
  (cloud) => {
    const { inputs } = scalable(cloud);
    cloud.create(POLICY, { ...inputs, ...SIMPLE, name: "taken" });
    const [group] = cloud.cloud.state.ofType(GROUP);
    cloud.create(GROUP, { ...group?.inputs, name: "tracked" });
    const tracked = tracking({ predefinedMetricSpecification: CPU });
    cloud.create(POLICY, { ...inputs, ...tracked, autoscalingGroupName: "tracked", name: "cpu" });
    return { inputs: { ...inputs, name: "policy" } };
  },
  [
    [
      "a group that isn't there",
      { ...SIMPLE, autoscalingGroupName: "none" },
      SIMPLE,
      "ValidationError",
      "AutoScalingGroup name not found - none (autoscalingGroupName)",
    ],
    [
      "a simple one without adjustment",
      { ...SIMPLE, scalingAdjustment: undefined },
      { ...SIMPLE, scalingAdjustment: -1 },
      "ValidationError",
      "scalingAdjustment is required for policy type SimpleScaling",
    ],
    [
      "a simple one with steps",
      { ...SIMPLE, stepAdjustments: STEPS },
      { ...SIMPLE, stepAdjustments: [] },
      "ValidationError",
      "stepAdjustments is only supported for policy type StepScaling, got SimpleScaling",
    ],
    [
      "a simple one with a time to warm up",
      { ...SIMPLE, estimatedInstanceWarmup: 60 },
      { ...SIMPLE, estimatedInstanceWarmup: 0 },
      "ValidationError",
      "estimatedInstanceWarmup is only supported for policy type StepScaling and TargetTrackingScaling",
    ],
    [
      "an adjustment without type",
      { ...SIMPLE, adjustmentType: undefined },
      SIMPLE,
      "ValidationError",
      "adjustmentType is required for policy type SimpleScaling",
    ],
    [
      "steps with a cooldown",
      { ...STEP, cooldown: 300 },
      { ...STEP, cooldown: 0 },
      "ValidationError",
      "cooldown is only supported for policy type SimpleScaling, got StepScaling (cooldown, policyType)",
    ],
    [
      "steps with one adjustment for all",
      { ...STEP, scalingAdjustment: 2 },
      STEP,
      "ValidationError",
      "scalingAdjustment is only supported for policy type SimpleScaling",
    ],
    [
      "no steps",
      { ...STEP, stepAdjustments: [] },
      STEP,
      "ValidationError",
      "stepAdjustments is required for policy type StepScaling",
    ],
    [
      "steps that end",
      { ...STEP, stepAdjustments: [{ ...STEPS[0], metricIntervalUpperBound: "10" }] },
      {
        ...STEP,
        stepAdjustments: [
          { ...STEPS[0], metricIntervalUpperBound: "10" },
          { metricIntervalLowerBound: "10", scalingAdjustment: 2 },
        ],
      },
      "ValidationError",
      "There must be a StepAdjustment with an unspecified upper bound",
    ],
    [
      "a minimum magnitude of a change that isn't in percent",
      { ...SIMPLE, minAdjustmentMagnitude: 1 },
      { ...SIMPLE, minAdjustmentMagnitude: 1, adjustmentType: "PercentChangeInCapacity" },
      "ValidationError",
      "(minAdjustmentMagnitude, adjustmentType)",
    ],
    [
      "an exact capacity below zero",
      { ...SIMPLE, adjustmentType: "ExactCapacity", scalingAdjustment: -1 },
      { ...SIMPLE, adjustmentType: "ExactCapacity", scalingAdjustment: 0 },
      "ValidationError",
      "An exact capacity must not be negative, got -1",
    ],
    [
      "steps to an exact capacity below zero",
      { ...STEP, adjustmentType: "ExactCapacity", stepAdjustments: [{ ...STEPS[0], scalingAdjustment: -2 }] },
      { ...STEP, adjustmentType: "ExactCapacity" },
      "ValidationError",
      "got -2",
    ],
    [
      "tracking of nothing",
      { policyType: "TargetTrackingScaling" },
      tracking({ predefinedMetricSpecification: CPU }),
      "ValidationError",
      "targetTrackingConfiguration is required for policy type TargetTrackingScaling",
    ],
    [
      "a second one that tracks the same metric",
      { ...tracking({ predefinedMetricSpecification: CPU }, { targetValue: 60 }), autoscalingGroupName: "tracked" },
      { ...tracking({ customizedMetricSpecification: METRIC }), autoscalingGroupName: "tracked" },
      "ValidationError",
      "Only one TargetTrackingScaling policy for a given metric specification is allowed. (targetTrackingConfiguration)",
    ],
    [
      "two metrics with one id",
      tracking({ customizedMetricSpecification: { metrics: [QUERY, { ...QUERY, returnData: false }] } }),
      tracking({ customizedMetricSpecification: { metrics: [QUERY, { ...QUERY, id: "n", returnData: false }] } }),
      "ValidationError",
      "The id m is used twice (targetTrackingConfiguration.customizedMetricSpecification.metrics[1].id)",
    ],
    [
      "an id in capitals",
      tracking({ customizedMetricSpecification: { metrics: [{ ...QUERY, id: "M" }] } }),
      tracking({ customizedMetricSpecification: { metrics: [QUERY] } }),
      "ValidationError",
      "An id begins with a small letter",
    ],
    [
      "a metric that is an expression too",
      tracking({ customizedMetricSpecification: { metrics: [{ ...QUERY, metricStat: STAT }] } }),
      tracking({ customizedMetricSpecification: { metrics: [{ id: "m", metricStat: STAT }] } }),
      "ValidationError",
      "Either an expression or a metric must be given, but not both",
    ],
    [
      "two metrics to track",
      tracking({ customizedMetricSpecification: { metrics: [QUERY, { ...QUERY, id: "n" }] } }),
      tracking({ customizedMetricSpecification: { metrics: [QUERY, { ...QUERY, id: "n", returnData: false }] } }),
      "ValidationError",
      "Exactly one of the metrics returns data, got 2",
    ],
    [
      "tracking of two metrics",
      tracking({ predefinedMetricSpecification: CPU, customizedMetricSpecification: METRIC }),
      tracking({ customizedMetricSpecification: METRIC }),
      "ValidationError",
      "Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be given",
    ],
    [
      "tracking of a metric without name",
      tracking({ customizedMetricSpecification: { namespace: "proofpix", statistic: "Average" } }),
      tracking({ customizedMetricSpecification: { metrics: [{ id: "m1", expression: "1" }] } }),
      "ValidationError",
      "A customized metric is either one, with name, namespace and statistic, or a list of metrics",
    ],
    [
      "tracking towards zero",
      tracking({ predefinedMetricSpecification: CPU }, { targetValue: 0 }),
      tracking({ predefinedMetricSpecification: CPU }, { targetValue: 0.1 }),
      "ValidationError",
      "TargetValue must be greater than 0, got 0 (targetTrackingConfiguration.targetValue)",
    ],
    [
      "tracking of requests without a target group",
      tracking({ predefinedMetricSpecification: { predefinedMetricType: "ALBRequestCountPerTarget" } }),
      tracking({ predefinedMetricSpecification: CPU }),
      "ValidationError",
      "(targetTrackingConfiguration.predefinedMetricSpecification.resourceLabel)",
    ],
  ],
);

describeWarnings(
  POLICY,
  (cloud) => {
    const { inputs } = scalable(cloud);
    cloud.create(POLICY, { ...inputs, ...SIMPLE, name: "taken" });
    return { inputs: { ...inputs, name: "policy" } };
  },
  [
    [
      "tracking with steps' settings",
      { ...tracking({ predefinedMetricSpecification: CPU }), metricAggregationType: "Average" },
      { ...STEP, metricAggregationType: "Average" },
      "metricAggregationType is only supported for policy type StepScaling, got TargetTrackingScaling",
    ],
  ],
);

describeWarnings(
  POLICY,
  (cloud) => {
    const { inputs } = scalable(cloud);
    cloud.create(POLICY, { ...inputs, ...SIMPLE, name: "taken" });
    return { inputs: { ...inputs, name: "policy" } };
  },
  [["a name that the group has", { ...SIMPLE, name: "taken" }, SIMPLE, "of this name: instances taken"]],
);

describe("a group's scaling policy", () => {
  it("is identified by its group and its name", () => {
    const cloud = inLocalCloud();
    const { inputs, group } = scalable(cloud);
    cloud.create(GROUP, { ...group.inputs, name: "others" });
    const policy = cloud.create(POLICY, { ...inputs, ...SIMPLE, name: "up" });
    const other = cloud.create(POLICY, { ...SIMPLE, autoscalingGroupName: "others", name: "up" });

    expect([policy.id, other.id]).toEqual(["instances/up", "others/up"]);
    expect(cloud.outputs(policy)).toMatchObject({
      arn: expect.stringMatching(
        /^arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:[0-9a-f-]{36}:autoScalingGroupName\/instances:policyName\/up$/,
      ) as string,
      name: "up",
      metricAggregationType: "",
    });
    expect(cloud.create(POLICY, { ...inputs, ...STEP, name: "step" }).computed.metricAggregationType).toBe("Average");
  });

  it("tracks the requests to a target group of the group only", () => {
    const cloud = inLocalCloud();
    const { vpcId, group } = scalable(cloud);
    const targets = targetGroup(cloud, vpcId, { name: "instances", targetType: "instance" });
    const { id } = cloud.update(group, { targetGroupArns: [targets] });
    const withLabel = (resourceLabel: string) => () =>
      cloud.create(POLICY, {
        ...tracking({
          predefinedMetricSpecification: { predefinedMetricType: "ALBRequestCountPerTarget", resourceLabel },
        }),
        autoscalingGroupName: id,
        name: "requests",
      });

    expect(refusalOf(withLabel("app/web/1/targetgroup/other/2"))).toContain("isn't attached to the group");
    expect(refusalOf(withLabel(`app/web/1/${targets.split(":")[5] ?? ""}`))).toBeUndefined();
  });

  it("is in the group's region", () => {
    const cloud = inLocalCloud();
    const { inputs } = scalable(cloud);

    expect(refusalOf(() => cloud.create(POLICY, { ...inputs, ...SIMPLE, name: "up" }, "eu-central-1"))).toContain(
      "AutoScalingGroup name not found - instances",
    );
  });
});
