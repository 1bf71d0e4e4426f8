import type * as pulumi from "@pulumi/pulumi";
import type { Cache } from "../../../../components/cache";
import type { Capacity, ServiceLoadBalancer } from "../../../../components/container-service";
import type { Database } from "../../../../components/database";
import type { LoadBalancer } from "../../../../components/load-balancer";
import type { Queue } from "../../../../components/queue";
import { deadLettersOf } from "../../../../components/queue/monitored";
import type {
  MonitoringStackArgs,
  WatchedLoadBalancer,
  WatchedService,
  WatchedStore,
} from "../../../../components/monitoring-stack";
import type { GrafanaArgs } from "../../../../components/monitoring-stack";
import { type Dependencies, UNKNOWN } from "../../dependencies";
import { monitoringNamespace } from "../../names";
import { protecting } from "../../protection";
import { sourceOf } from "../services/secret-sources";
import type { SecretsParts } from "../secrets";
import { alertingArgs } from "./alerting";
import { tracingArgs } from "./tracing";
import type { ResolvedMonitoring } from "./configuration";
import { GRAFANA_TARGET } from "./grafana-target";
import { monitoredSystem, type WatchedConfiguration } from "./system";

/** What the monitoring needs of earlier sections. */
export interface MonitoringDependencies extends Dependencies, Pick<SecretsParts, "secretSources"> {
  /** Beginning of every name. */
  readonly name: string;
  readonly capacity: Capacity;
  readonly services: Readonly<Record<string, WatchedService>>;
  readonly loadBalancer: WatchedLoadBalancer | undefined;
  /** Names of the queues and of their dead letters' queues, by those of the description. */
  readonly queues: Readonly<Record<string, pulumi.Input<string>>>;
  readonly database: WatchedStore | undefined;
  readonly cache: WatchedStore | undefined;
  /** Undefined where Grafana stays inside. */
  readonly grafanaTarget: ServiceLoadBalancer | undefined;
}

/** Arguments of the monitoring. */
export function monitoringStackArgs(
  monitoring: ResolvedMonitoring,
  configuration: WatchedConfiguration & { readonly secretKeyArns: readonly string[] },
  dependencies: MonitoringDependencies,
): MonitoringStackArgs {
  const { alarmTopics, cache, cluster, database, key, name, network, secretSources } = dependencies;
  const { highlyAvailable, images, managedPrometheus, retentionDays, sizes } = monitoring;
  return {
    system: monitoredSystem(monitoring, configuration, name),
    cluster,
    vpcId: network.vpcId,
    vpcCidrBlock: network.cidrBlock,
    subnetIds: network.privateSubnetIds,
    namespace: monitoringNamespace(name),
    capacity: dependencies.capacity,
    services: dependencies.services,
    ...(database !== undefined && { database }),
    ...(cache !== undefined && { cache }),
    highlyAvailable,
    retentionDays,
    managedPrometheus,
    rulesIn: monitoring.rulesIn,
    tracing: tracingArgs(monitoring, secretSources),
    ...(dependencies.loadBalancer !== undefined && { loadBalancer: dependencies.loadBalancer }),
    queues: dependencies.queues,
    alerting: alertingArgs(monitoring, alarmTopics, secretSources),
    ...grafanaArgs(monitoring, dependencies),
    images: defined(images),
    sizes: defined(sizes),
    kmsKeyArn: key.keyArn,
    secretKeyArns: configuration.secretKeyArns,
    logRetentionDays: configuration.logRetentionDays,
    alarmActions: alarmTopics,
    forceDestroyConfiguration: !configuration.protect,
    tags: configuration.tags,
    transform: protection(configuration.protect),
  };
}

/** What the configuration's bucket holds can be made again; what Amazon Managed Prometheus holds can't. */
function protection(protect: boolean): NonNullable<MonitoringStackArgs["transform"]> {
  const protectOne = protecting(protect);
  return {
    bucket: protectOne,
    workspace: protectOne,
    logGroup: protectOne,
    secret: protectOne,
    service: { logGroup: protectOne },
  };
}

function grafanaArgs(
  { grafana }: ResolvedMonitoring,
  { grafanaTarget, secretSources }: Pick<MonitoringDependencies, "grafanaTarget" | "secretSources">,
): { readonly grafana?: GrafanaArgs } {
  if (grafana === undefined || grafanaTarget === undefined) return {};
  const { clientSecret, ...signOn } = grafana.signOn;
  return {
    grafana: {
      loadBalancer: grafanaTarget,
      url: `https://${grafana.host}`,
      signOn: { kind: "oidc", ...signOn },
      clientSecret: sourceOf(clientSecret, secretSources),
    },
  };
}

/** The load balancer and the target groups of its services. */
export function watchedLoadBalancer({
  loadBalancerDimension,
  targets,
}: Pick<LoadBalancer, "loadBalancerDimension" | "targets">): WatchedLoadBalancer {
  const targetGroupDimensions = Object.fromEntries(
    Object.entries(targets)
      .filter(([name]) => name !== GRAFANA_TARGET)
      .map(([name, target]) => [name, target.targetGroupDimensions]),
  );
  return { loadBalancerDimension, targetGroupDimensions };
}

/** Names of the queues in SQS, by those of the description. */
export function watchedQueues(
  queues: Readonly<Record<string, Pick<Queue, "deadLetterQueueName" | "queueName">>>,
): Readonly<Record<string, pulumi.Output<string>>> {
  return Object.fromEntries(
    Object.entries(queues).flatMap(([name, { deadLetterQueueName, queueName }]) => [
      [name, queueName],
      [deadLettersOf(name), deadLetterQueueName],
    ]),
  );
}

/** How exporters reach the database. */
export function watchedDatabase(
  database: Pick<Database, "clientSecurityGroupId" | "port" | "serverHosts"> | undefined,
  secretArn: pulumi.Input<string> | undefined,
): WatchedStore | undefined {
  if (database === undefined || secretArn === undefined) return undefined;
  const { clientSecurityGroupId, port, serverHosts } = database;
  return { hosts: serverHosts, port, secretArn, clientSecurityGroupId };
}

/** How exporters reach the cache. */
export function watchedCache(
  cache: Pick<Cache, "clientSecurityGroupId" | "nodeHosts" | "port" | "secretArn"> | undefined,
): WatchedStore | undefined {
  if (cache === undefined) return undefined;
  const { clientSecurityGroupId, nodeHosts, port, secretArn } = cache;
  return { hosts: nodeHosts, port, secretArn, clientSecurityGroupId };
}

/** Hosts of which nothing is known yet. */
export function unknownHosts(names: readonly string[]): Readonly<Record<string, pulumi.Output<string>>> {
  return Object.fromEntries(names.map((each) => [each, UNKNOWN]));
}

/** Groups of keys without those that are left out. */
function defined<Values extends object>(values: Values): { [Key in keyof Values]: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Values]: Exclude<Values[Key], undefined>;
  };
}
