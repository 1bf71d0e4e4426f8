import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Cache } from "../../../../components/cache";
import type { Database } from "../../../../components/database";
import { Datadog, type DatadogAddresses, type DatadogArgs } from "../../../../components/datadog";
import type { LoadBalancer } from "../../../../components/load-balancer";
import type { MonitoredSystem } from "../../../../components/monitoring";
import { lookUp } from "../../../../components/shared/look-up";
import type { Dependencies } from "../../dependencies";
import { protecting } from "../../protection";
import type { EnvironmentConfiguration, EnvironmentParts } from "../environment";
import type { QueuesParts } from "../queues";
import type { ServicesParts } from "../services";
import type { ResolvedMonitoring } from "./configuration";
import type { DatadogSettings } from "./datadog-keys";

/** What Datadog needs of earlier sections. */
type DatadogParts = EnvironmentParts &
  Dependencies &
  QueuesParts &
  ServicesParts & {
    readonly loadBalancer: LoadBalancer;
    readonly database: Pick<Database, "serverHosts"> | undefined;
    readonly cache: Pick<Cache, "nodeHosts"> | undefined;
  };

type DatadogConfiguration = EnvironmentConfiguration & { readonly secretKeyArns: readonly string[] };

/** What Datadog does for the environment; undefined where it does nothing but for agents beside the services. */
export function createDatadog(
  { datadog }: Pick<ResolvedMonitoring, "datadog">,
  system: MonitoredSystem,
  configuration: DatadogConfiguration,
  parts: DatadogParts,
): Datadog | undefined {
  if (datadog === undefined || (!datadog.logs && datadog.appKeySecret === undefined)) return undefined;
  const protectOne = protecting(configuration.protect);
  const args: DatadogArgs = {
    site: datadog.site,
    ...(datadog.logs && { logs: logsArgs(datadog, configuration, parts) }),
    ...monitoringArgs(datadog, system, parts),
    tags: configuration.tags,
    transform: { bucket: protectOne },
  };
  return new Datadog(`${parts.name}-datadog`, args, parts.options);
}

function logsArgs(
  { apiKeySecret }: DatadogSettings,
  { protect, region, secretKeyArns }: DatadogConfiguration,
  { accountId, key, services }: DatadogParts,
): DatadogArgs["logs"] {
  return {
    accountId,
    region,
    groups: Object.fromEntries(services.map(({ service, deployed }) => [service.name, deployed.logGroupName])),
    apiKeySecretArn: apiKeySecret,
    secretKeyArns,
    kmsKeyArn: key.keyArn,
    forceDestroy: !protect,
  };
}

function monitoringArgs(
  { apiKeySecret, appKeySecret, notify }: DatadogSettings,
  system: MonitoredSystem,
  parts: DatadogParts,
): Pick<DatadogArgs, "monitoring"> {
  if (appKeySecret === undefined) return {};
  const { critical = [], warning = [] } = notify;
  return {
    monitoring: {
      apiKey: readKey(apiKeySecret, "api_key", "apiKeySecret", parts.options),
      appKey: readKey(appKeySecret, "app_key", "appKeySecret", parts.options),
      system,
      addresses: addressesOf(parts),
      notify: { critical, warning },
    },
  };
}

/** One key from a secret's JSON, which is never part of an error. */
function readKey(secretId: string, jsonKey: string, key: string, options: pulumi.InvokeOptions): pulumi.Output<string> {
  const remedy = `create it in proofpix:region, or name another in proofpix:monitoring.datadog.${key}`;
  const call = aws.secretsmanager.getSecretVersion({ secretId }, options);
  const version = pulumi.output(lookUp(call, `the secret ${JSON.stringify(secretId)}`, remedy));
  return pulumi.secret(version.secretString).apply((text) => keyIn(text, jsonKey, secretId));
}

/** @throws {pulumi.RunError} naming the secret where it holds no such key. */
export function keyIn(text: string, jsonKey: string, secretId: string): string {
  const value = parsed(text)[jsonKey];
  if (typeof value === "string" && value !== "") return value;
  throw new pulumi.RunError(
    `the secret ${JSON.stringify(secretId)} must be {"${jsonKey}": "…"} in JSON; store it anew with aws secretsmanager put-secret-value`,
  );
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Names of everything that is watched. Servers and nodes are named by the first label of their hosts. */
function addressesOf(parts: DatadogParts): pulumi.Output<DatadogAddresses> {
  const { cache, cluster, database, loadBalancer, queues, services } = parts;
  return pulumi.output({
    cluster: cluster.clusterName,
    ecsServices: Object.fromEntries(services.map(({ service, deployed }) => [service.name, deployed.serviceName])),
    loadBalancer: loadBalancer.loadBalancerDimension,
    targetGroups: Object.fromEntries(
      Object.entries(loadBalancer.targets).map(([name, target]) => [name, [...target.targetGroupDimensions]]),
    ),
    databaseServers: firstLabels(database?.serverHosts),
    cacheNodes: firstLabels(cache?.nodeHosts),
    queues: Object.fromEntries(
      Object.entries(queues).flatMap(([name, queue]) => [
        [name, queue.queueName],
        [`${name}-dead-letters`, queue.deadLetterQueueName],
      ]),
    ),
  });
}

function firstLabels(
  hosts: Readonly<Record<string, pulumi.Output<string>>> = {},
): Record<string, pulumi.Output<string>> {
  return Object.fromEntries(
    Object.entries(hosts).map(([name, host]) => [name, host.apply((each) => each.split(".")[0] ?? each)]),
  );
}
