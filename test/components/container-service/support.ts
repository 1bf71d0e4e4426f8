import * as pulumi from "@pulumi/pulumi";
import { ContainerService, type ContainerServiceArgs, type ServiceTarget } from "../../../components/container-service";
import { all, deploy, only, refusals, type Registered } from "../../support/deploy";

export const IMAGE = `registry.proofpix.com/proofpix/enterprise@sha256:${"0".repeat(64)}`;
export const KEY = "arn:aws:kms:eu-central-1:123456789012:key/1";
export const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop-AbCdEf";

export const TYPES = {
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  attachment: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  component: "proofpix:container-service:ContainerService",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  securityGroup: "aws:ec2/securityGroup:SecurityGroup",
  service: "aws:ecs/service:Service",
  taskDefinition: "aws:ecs/taskDefinition:TaskDefinition",
} as const;

/** The least that a service needs: a worker. */
export const WORKER: ContainerServiceArgs = {
  cluster: { clusterArn: "arn:aws:ecs:eu-central-1:123456789012:cluster/shop", clusterName: "shop" },
  capacity: { kind: "fargate" },
  vpcId: "vpc-1",
  vpcCidrBlock: "10.0.0.0/16",
  subnetIds: ["subnet-1", "subnet-2"],
  image: IMAGE,
  cpu: "1000m",
  memory: "2Gi",
  minInstances: 2,
  maxInstances: 5,
  alarmActions: ["arn:aws:sns:eu-central-1:123456789012:alarms"],
};

/** What the service needs of a load balancer, without one. */
class Target extends pulumi.ComponentResource implements ServiceTarget {
  readonly port: number;
  readonly healthPath = "/api/health";
  readonly blueTargetGroupArn = "arn:blue";
  readonly alarmNames = ["web-5xx", pulumi.output("web-latency")];
  readonly deregistrationDelaySeconds: number;
  readonly healthySeconds: number;
  readonly greenTargetGroupArn: string | undefined;
  readonly productionRuleArn: string | undefined;
  readonly testRuleArn: string | undefined;

  constructor({
    kind = "application",
    port = 8080,
    deregistrationDelaySeconds = 30,
    healthySeconds = 60,
  }: TargetOptions) {
    super("test:Target", "target");
    this.port = port;
    this.deregistrationDelaySeconds = deregistrationDelaySeconds;
    this.healthySeconds = healthySeconds;
    if (kind === "network") return;
    this.greenTargetGroupArn = "arn:green";
    this.productionRuleArn = "arn:production-rule";
    this.testRuleArn = "arn:test-rule";
  }
}

interface TargetOptions {
  readonly port?: number;
  readonly kind?: "application" | "network";
  readonly deregistrationDelaySeconds?: number;
  readonly healthySeconds?: number;
}

/** The arguments by which a worker becomes a service behind a load balancer; within a deployed program. */
export function behindLoadBalancer(target: TargetOptions = {}): Pick<ContainerServiceArgs, "loadBalancer"> {
  return { loadBalancer: { target: new Target(target), securityGroupId: "sg-load-balancer" } };
}

type Overrides = Partial<ContainerServiceArgs>;

/** Resources of a worker with what `overrides` changes. */
export function deployService(overrides: () => Overrides = () => ({})): Promise<Registered[]> {
  return deploy(() => new ContainerService("shop-web", { ...WORKER, ...overrides() }));
}

/** Problems of a worker with what `overrides` changes. */
export function refusalsOfService(overrides: () => Overrides): Promise<string[]> {
  return refusals(() => new ContainerService("shop-web", { ...WORKER, ...overrides() }));
}

/** The one container definition that was registered. */
export function container(resources: readonly Registered[]): Record<string, unknown> {
  const text = only(resources, TYPES.taskDefinition).inputs.containerDefinitions as string;
  const [definition] = JSON.parse(text) as Record<string, unknown>[];
  return definition ?? {};
}

/** Inline policies by name. */
export function policies(resources: readonly Registered[]): Record<string, { Statement: { Action: unknown }[] }> {
  return Object.fromEntries(
    all(resources, TYPES.rolePolicy).map(({ name, inputs }) => [
      name,
      JSON.parse(inputs.policy as string) as { Statement: { Action: unknown }[] },
    ]),
  );
}
