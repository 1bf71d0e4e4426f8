import { describeRules, describeWarnings, inLocalCloud, type TestCloud } from "../../support";
import { OF_ENTERPRISE, POLICY, registered, STEPS } from "../appautoscaling/targets";
import { METRIC_ALARM, ON_METRIC, watchedMetric } from "./alarms";

const GROUP_POLICY = "aws:autoscaling/policy:Policy";

/** Policies of a service, and one of an EC2 group that stands there without the group. */
function prepared(cloud: TestCloud) {
  registered(cloud);
  const steps = String(cloud.create(POLICY, STEPS).computed.arn);
  const tracking = cloud.create(POLICY, {
    ...OF_ENTERPRISE,
    name: "cpu",
    policyType: "TargetTrackingScaling",
    targetTrackingScalingPolicyConfiguration: {
      targetValue: 60,
      predefinedMetricSpecification: { predefinedMetricType: "ECSServiceAverageCPUUtilization" },
    },
  });
  const simple =
    "arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:1:autoScalingGroupName/workers:policyName/simple";
  cloud.cloud.state.put({
    type: GROUP_POLICY,
    id: "workers/simple",
    region: "eu-west-1",
    urn: "",
    inputs: { policyType: "SimpleScaling" },
    computed: { arn: simple },
  });
  return { steps, tracking: String(tracking.computed.arn), simple, inputs: { ...ON_METRIC, name: "load" } };
}

/** An alarm on a band of what is usual. */
function banded(alarmActions: readonly string[]) {
  const queries = [
    { ...watchedMetric("m"), returnData: true },
    { id: "band", expression: "ANOMALY_DETECTION_BAND(m, 2)", returnData: true },
  ];
  return {
    ...{ metricName: undefined, namespace: undefined, period: undefined, statistic: undefined, threshold: undefined },
    comparisonOperator: "GreaterThanUpperThreshold",
    thresholdMetricId: "band",
    metricQueries: queries,
    alarmActions,
  };
}

describeRules(METRIC_ALARM, prepared, [
  [
    "to scale by what is usual",
    ({ steps }) => banded([steps]),
    banded([]),
    "ValidationError",
    "Alarms based on anomaly detection models cannot have Auto Scaling actions (alarmActions[0])",
  ],
  [
    "a policy of another region",
    ({ steps }) => ({ alarmActions: [steps.replace("eu-west-1", "us-east-1")] }),
    ({ steps }) => ({ alarmActions: [steps] }),
    "ValidationError",
    "Invalid region us-east-1 specified. Only eu-west-1 is supported. (alarmActions[0])",
  ],
]);

describeWarnings(METRIC_ALARM, prepared, [
  [
    "a policy of a group that isn't there",
    ({ simple }) => ({ okActions: [`${simple}-not`] }),
    ({ simple }) => ({ okActions: [simple] }),
    ":policyName/simple-not does not exist (okActions[0])",
  ],
  [
    "a policy of a service that isn't there",
    ({ steps }) => ({ alarmActions: [`${steps}-not`] }),
    ({ steps }) => ({ alarmActions: [steps] }),
    ":policyName/up-not does not exist (alarmActions[0])",
  ],
  [
    "a policy that has alarms of its own",
    ({ tracking }) => ({ alarmActions: [tracking] }),
    ({ steps }) => ({ alarmActions: [steps] }),
    "a policy of type TargetTrackingScaling is not started by alarms: arn:aws:autoscaling:",
  ],
]);

describe("an alarm", () => {
  it("may start a policy and tell a topic at once", () => {
    const cloud = inLocalCloud();
    const { steps, simple, inputs } = prepared(cloud);
    const topic = cloud.create("aws:sns/topic:Topic", { name: "alarms" }).id;
    const alarmActions = [topic, steps, simple];

    expect(cloud.create(METRIC_ALARM, { ...inputs, alarmActions }).inputs.alarmActions).toEqual(alarmActions);
  });
});
