import { describeRules, inLocalCloud, type TestCloud } from "../../support";
import { OF_ENTERPRISE, POLICY, registered, STEPS } from "../appautoscaling/targets";
import { METRIC_ALARM, ON_METRIC } from "./alarms";

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

describeRules(METRIC_ALARM, prepared, [
  [
    "a policy of a service that isn't there",
    ({ steps }) => ({ alarmActions: [`${steps}-not`] }),
    ({ steps }) => ({ alarmActions: [steps] }),
    "ValidationError",
    ":policyName/up-not does not exist (alarmActions[0])",
  ],
  [
    "a policy of a group that isn't there",
    ({ simple }) => ({ okActions: [`${simple}-not`] }),
    ({ simple }) => ({ okActions: [simple] }),
    "ValidationError",
    ":policyName/simple-not does not exist (okActions[0])",
  ],
  [
    "a policy of another region",
    ({ steps }) => ({ alarmActions: [steps.replace("eu-west-1", "us-east-1")] }),
    ({ steps }) => ({ alarmActions: [steps] }),
    "ValidationError",
    "Invalid region us-east-1 specified. Only eu-west-1 is supported. (alarmActions[0])",
  ],
  [
    "a policy that has alarms of its own",
    ({ tracking }) => ({ alarmActions: [tracking] }),
    ({ steps }) => ({ alarmActions: [steps] }),
    "ValidationError",
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
