import { createHash } from "node:crypto";
import { MonitoringStack, type MonitoringStackArgs } from "../../../components/monitoring-stack";
import { monitoredService } from "../../../components/container-service";
import type { MonitoredSystem } from "../../../components/monitoring";
import { type Changes, changesBetween } from "../../support/changes";
import { deploy, type DeployOptions, type Registered } from "../../support/deploy";

export const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";
export const CLUSTER = "arn:aws:ecs:eu-west-1:123456789012:cluster/shop";
const DIGEST = `sha256:${"0".repeat(64)}`;

/** A shop with one service. */
export const SYSTEM: MonitoredSystem = {
  environment: "test",
  team: "platform",
  runbookUrl: "https://docs.example.com/runbooks/alerts",
  dashboardUrl: undefined,
  services: [monitoredService("web", { cpu: "500m", memory: "1Gi", port: 8080, minInstances: 2, maxInstances: 10 })],
  loadBalancer: undefined,
  database: undefined,
  cache: undefined,
  queues: [],
  detection: { seconds: 30, probeErrorRate: 0.002, falsePositiveRate: 0.001 },
};

export const TOPIC = "arn:aws:sns:eu-west-1:123456789012:alarms";

/** Arguments of a stack that watches the shop. */
export function stackArgs(overrides: Partial<MonitoringStackArgs> = {}): MonitoringStackArgs {
  return {
    system: SYSTEM,
    cluster: { clusterArn: CLUSTER, clusterName: "shop" },
    vpcId: "vpc-1",
    vpcCidrBlock: "10.0.0.0/16",
    subnetIds: ["subnet-1", "subnet-2"],
    namespace: "shop.internal",
    capacity: { kind: "fargate" },
    services: { web: { serviceName: "shop-web", securityGroupId: "sg-web" } },
    kmsKeyArn: KEY,
    alerting: { receivers: { critical: [{ kind: "sns", topicArn: TOPIC }], warning: [] } },
    alarmActions: [TOPIC],
    ...overrides,
  };
}

/** The version that an object gets. */
export function versionOf({ content }: { readonly content?: unknown }): string {
  return createHash("sha256").update(String(content)).digest("hex").slice(0, 32);
}

/** What AWS and the registries answer. */
const ANSWERS: DeployOptions = {
  calls: { "docker:index/getRegistryImage:getRegistryImage": () => ({ sha256Digest: DIGEST }) },
  outputs: {
    "aws:amp/workspace:Workspace": () => ({
      arn: "arn:aws:aps:eu-west-1:123456789012:workspace/ws-1",
      prometheusEndpoint: "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/",
    }),
    // Another content is another version.
    "aws:s3/bucketObjectv2:BucketObjectv2": ({ inputs }) => ({ versionId: versionOf(inputs as { content: string }) }),
    "aws:secretsmanager/secretVersion:SecretVersion": () => ({ versionId: "11111111" }),
    "aws:secretsmanager/secret:Secret": ({ name }) => ({
      arn: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-AbCdEf`,
    }),
    "random:index/randomPassword:RandomPassword": ({ name }) => ({ result: `generated-${name}` }),
  },
};

/** Registers a stack against mocks. */
export async function deployStack(overrides: Partial<MonitoringStackArgs> = {}) {
  let stack: MonitoringStack | undefined;
  const resources = await deploy(() => (stack = new MonitoringStack("shop-monitoring", stackArgs(overrides))), ANSWERS);
  return { resources, stack };
}

/** What an update from one stack to another would do to what runs. */
export function changesOfResources(before: readonly Registered[], after: readonly Registered[]): Changes {
  const isResource = ({ type }: Registered): boolean => !type.startsWith("pulumi:providers:");
  return changesBetween(before.filter(isResource), after.filter(isResource));
}

/** Containers of a part's task, by their names. */
export function containersOf(resources: readonly Registered[], part: string): Record<string, Record<string, unknown>> {
  const definition = resources.find(
    ({ type, name }) => type === "aws:ecs/taskDefinition:TaskDefinition" && name === `shop-monitoring-${part}`,
  );
  const containers = JSON.parse(String(definition?.inputs.containerDefinitions)) as { readonly name: string }[];
  return Object.fromEntries(containers.map((container) => [container.name, container]));
}
