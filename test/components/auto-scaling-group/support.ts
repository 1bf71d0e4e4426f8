import { AutoScalingGroup, type AutoScalingGroupArgs } from "../../../components/auto-scaling-group";
import { deploy, only, refusals, type Registered } from "../../support/deploy";

export const TYPES = {
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  component: "proofpix:auto-scaling-group:AutoScalingGroup",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  group: "aws:autoscaling/group:Group",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  policy: "aws:autoscaling/policy:Policy",
  profile: "aws:iam/instanceProfile:InstanceProfile",
  role: "aws:iam/role:Role",
  schedule: "aws:autoscaling/schedule:Schedule",
  template: "aws:ec2/launchTemplate:LaunchTemplate",
} as const;

export const TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";

/** The least that a group needs. */
export const PLAIN: AutoScalingGroupArgs = {
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-b"],
  instanceTypes: ["m6i.large"],
  minSize: 2,
  maxSize: 6,
  alarmActions: [TOPIC],
};

type Overrides = Partial<AutoScalingGroupArgs>;

/** Resources of a plain group with what `overrides` changes. */
export function deployed(overrides: Overrides = {}): Promise<Registered[]> {
  return deploy(() => new AutoScalingGroup("fleet", { ...PLAIN, ...overrides }), {
    calls: {
      "aws:ssm/getParameter:getParameter": ({ name }) => ({ insecureValue: `ami-of-${String(name)}` }),
    },
    outputs: { [TYPES.template]: () => ({ latestVersion: 7 }) },
  });
}

/** Problems of a plain group with what `overrides` changes. */
export function problemsOf(overrides: Overrides): Promise<string[]> {
  return refusals(() => new AutoScalingGroup("fleet", { ...PLAIN, ...overrides }));
}

export async function inputsOf(type: string, overrides?: Overrides): Promise<Record<string, unknown>> {
  return only(await deployed(overrides), type).inputs;
}
