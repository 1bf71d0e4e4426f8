import type { PolicyStatement } from "../../shared/policy-document";
import type { LoadBalancerKind, MonitoredSystem } from "../description";
import { toYaml } from "../yaml.cjs";
import { CLOUDWATCH_METRICS, type CloudWatchMetric, type CloudWatchResource } from "./cloudwatch-metrics";

/** Names by which CloudWatch knows what is watched; each by the name of the description. */
export interface CloudWatchAddresses {
  /** Region of what is watched. */
  readonly region: string;
  /**
   * The load balancer's dimension, such as `app/proofpix/0123456789abcdef`, or `net/…` of a network load balancer.
   * @default - it isn't read
   */
  readonly loadBalancer?: string;
  /**
   * Dimensions of the target groups of each service, such as `targetgroup/enterprise/0123456789abcdef`. @default - none
   */
  readonly targetGroups?: Readonly<Record<string, readonly string[]>>;
  /** Identifiers of the database's instances. @default - none */
  readonly databaseServers?: Readonly<Record<string, string>>;
  /** Identifiers of the cache's nodes. @default - none */
  readonly cacheNodes?: Readonly<Record<string, string>>;
  /** Names of the queues, and of their dead letters' queues. @default - those of the description */
  readonly queues?: Readonly<Record<string, string>>;
}

/** Seconds of each value, and of the time that is looked back for the newest. */
const PERIOD_SECONDS = 60;
const LENGTH_SECONDS = 300;
/** A bill is renewed every few hours, and is in one region for all (AWS Billing User Guide, "Monitoring charges"). */
const BILL = { region: "us-east-1", period: 21_600, length: 86_400 };

/** A job of one resource, in the exporter's notation. */
interface StaticJob {
  readonly name: string;
  readonly namespace: string;
  readonly regions: readonly string[];
  readonly dimensions: readonly { readonly name: string; readonly value: string }[];
  readonly customTags: readonly { readonly key: string; readonly value: string }[];
  readonly metrics: readonly object[];
}

/**
 * Configuration of yet-another-cloudwatch-exporter, in YAML: one static job for each resource, since discovery by tags
 * would read resources of other environments, and ask for many permissions. Each job's tags become labels of its
 * series.
 */
export function cloudWatchConfiguration(system: MonitoredSystem, addresses: CloudWatchAddresses): string {
  return toYaml({ apiVersion: "v1alpha1", "sts-region": addresses.region, static: jobs(system, addresses) });
}

/** Arguments of yet-another-cloudwatch-exporter. */
export function cloudWatchArguments(configurationFile: string, port: number): string[] {
  return [`--config.file=${configurationFile}`, `--listen-address=:${port}`, `--scraping-interval=${PERIOD_SECONDS}`];
}

/** What the exporter's role needs. CloudWatch knows no resources of metrics that are read. */
export const CLOUDWATCH_STATEMENTS: readonly PolicyStatement[] = [
  { Sid: "ReadMetrics", Effect: "Allow", Action: "cloudwatch:GetMetricStatistics", Resource: "*" },
];

function jobs(system: MonitoredSystem, addresses: CloudWatchAddresses): StaticJob[] {
  return [
    ...loadBalancerJobs(system, addresses),
    ...Object.entries(addresses.databaseServers ?? {}).map(([server, DBInstanceIdentifier]) =>
      job(addresses, "databaseServer", { server }, { DBInstanceIdentifier }),
    ),
    ...Object.entries(addresses.cacheNodes ?? {}).map(([node, CacheClusterId]) =>
      job(addresses, "cacheNode", { node }, { CacheClusterId }),
    ),
    ...queueJobs(system, addresses),
    ...(system.prices?.billing === true ? [billJob()] : []),
  ];
}

/** What CloudWatch knows of load balancers of each kind. */
const RESOURCES: Readonly<
  Record<LoadBalancerKind, Readonly<Record<"loadBalancer" | "targetGroup", CloudWatchResource>>>
> = {
  application: { loadBalancer: "loadBalancer", targetGroup: "targetGroup" },
  network: { loadBalancer: "networkLoadBalancer", targetGroup: "networkTargetGroup" },
};

function loadBalancerJobs(system: MonitoredSystem, addresses: CloudWatchAddresses): StaticJob[] {
  const { loadBalancer, targetGroups = {} } = addresses;
  if (loadBalancer === undefined) return [];
  const resources = RESOURCES[system.loadBalancer?.kind ?? "application"];
  return [
    job(addresses, resources.loadBalancer, {}, { LoadBalancer: loadBalancer }),
    ...Object.entries(targetGroups).flatMap(([service, groups]) =>
      groups.map((TargetGroup) =>
        job(addresses, resources.targetGroup, { service }, { TargetGroup, LoadBalancer: loadBalancer }),
      ),
    ),
  ];
}

function queueJobs({ queues }: MonitoredSystem, addresses: CloudWatchAddresses): StaticJob[] {
  return queues
    .flatMap(({ name, deadLetterName }) => [name, deadLetterName])
    .map((queue) => job(addresses, "queue", { queue }, { QueueName: addresses.queues?.[queue] ?? queue }));
}

function job(
  { region }: Pick<CloudWatchAddresses, "region">,
  resource: CloudWatchResource,
  labels: Readonly<Record<string, string>>,
  dimensions: Readonly<Record<string, string>>,
): StaticJob {
  const { namespace, metrics } = CLOUDWATCH_METRICS[resource];
  return {
    name: [resource, ...Object.values(labels)].join("-"),
    namespace,
    regions: [region],
    dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
    customTags: Object.entries(labels).map(([key, value]) => ({ key, value })),
    metrics: metrics.map((metric) => metricEntry(metric, PERIOD_SECONDS, LENGTH_SECONDS)),
  };
}

/** CloudWatch has no value of what didn't happen, which is none of it. */
function metricEntry({ name, statistic }: CloudWatchMetric, period: number, length: number): object {
  return { name, statistics: [statistic], period, length, nilToZero: statistic === "Sum" };
}

function billJob(): StaticJob {
  const { namespace, metrics } = CLOUDWATCH_METRICS.bill;
  return {
    ...job(BILL, "bill", {}, { Currency: "USD" }),
    namespace,
    metrics: metrics.map((metric) => metricEntry(metric, BILL.period, BILL.length)),
  };
}
