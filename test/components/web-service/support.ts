import * as pulumi from "@pulumi/pulumi";
import { WebService, type WebServiceArgs } from "../../../components/web-service";
import { deploy, type DeployOptions, refusals, type Registered } from "../../support/deploy";
import { AWS as LOAD_BALANCING } from "../load-balancer/fixture";
import { VPC_OUTPUTS } from "../network/mock-vpc";

export const DIGEST = `sha256:${"0".repeat(64)}`;
export const IMAGE = `registry.example.com/shop@${DIGEST}`;

/** The three inputs. */
export const LEAST: WebServiceArgs = {
  image: IMAGE,
  domain: { name: "shop.example.com" },
  availabilityZones: ["eu-central-1a", "eu-central-1b"],
};

/** A network of one's own. */
export const NETWORK = {
  vpcId: "vpc-1",
  cidrBlock: "10.1.0.0/16",
  publicSubnetIds: ["subnet-public-a", "subnet-public-b"],
  privateSubnetIds: ["subnet-private-a", "subnet-private-b"],
};

/** The same in a network of one's own. */
export const IN_NETWORK: WebServiceArgs = { image: IMAGE, domain: { name: "shop.example.com" }, network: NETWORK };

/** Type tokens of what a web service registers. */
export const TYPE = {
  action: "aws:appautoscaling/scheduledAction:ScheduledAction",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  cluster: "aws:ecs/cluster:Cluster",
  attachment: "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
  certificate: "aws:acm/certificate:Certificate",
  key: "aws:kms/key:Key",
  listener: "aws:lb/listener:Listener",
  loadBalancer: "aws:lb/loadBalancer:LoadBalancer",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  rule: "aws:cloudwatch/eventRule:EventRule",
  scalable: "aws:appautoscaling/target:Target",
  service: "aws:ecs/service:Service",
  subscription: "aws:sns/topicSubscription:TopicSubscription",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
  taskDefinition: "aws:ecs/taskDefinition:TaskDefinition",
  topic: "aws:sns/topic:Topic",
  vpc: "awsx:ec2:Vpc",
  webAcl: "aws:wafv2/webAcl:WebAcl",
} as const;

/** What AWS and the registry would answer. */
export const AWS: DeployOptions = {
  calls: {
    ...LOAD_BALANCING.calls,
    "aws:index/getCallerIdentity:getCallerIdentity": () => ({ accountId: "123456789012" }),
    "aws:index/getRegion:getRegion": () => ({ region: "eu-central-1" }),
    "docker:index/getRegistryImage:getRegistryImage": () => ({ sha256Digest: DIGEST }),
  },
  outputs: { ...LOAD_BALANCING.outputs, ...VPC_OUTPUTS },
};

/** What a web service with these arguments registers. */
export function deployed(args: WebServiceArgs | (() => WebServiceArgs) = LEAST): Promise<Registered[]> {
  return deploy(() => new WebService("shop", typeof args === "function" ? args() : args), AWS);
}

/** Values that outputs of a web service have once everything is registered. */
export async function outputsOf<T>(args: WebServiceArgs, pick: (shop: WebService) => T): Promise<pulumi.Unwrap<T>> {
  const values: pulumi.Unwrap<T>[] = [];
  await deploy(() => pulumi.output(pick(new WebService("shop", args))).apply((value) => values.push(value)), AWS);
  const [value, ...others] = values;
  if (value === undefined || others.length > 0) throw new Error("expected the outputs to have one value");
  return value;
}

/** Problems of a web service with these arguments. */
export function refusalsOf(args: WebServiceArgs | (() => WebServiceArgs)): Promise<string[]> {
  return refusals(() => new WebService("shop", typeof args === "function" ? args() : args), AWS);
}

/** The components of which a web service consists, by their classes. */
export function partsOf(resources: readonly Registered[]): string[] {
  return resources
    .filter(({ component, parent }) => component && /::proofpix:web-service:WebService::shop$/.test(parent))
    .map(({ type }) => type.split(":").at(-1) ?? "")
    .sort();
}
