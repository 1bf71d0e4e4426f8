import type * as pulumi from "@pulumi/pulumi";
import { type AlarmQuery, MINUTE_SECONDS, type NotifyingAlarm } from "../shared/alarm";
import type { MetricSource } from "../shared/metrics";
import { durationText } from "../shared/quantity";
import type { CacheArgs } from "./args";
import { virtualCpus } from "./node-types";
import { type CacheThresholds, cacheThresholds, FEW_CPUS } from "./thresholds";

/** Nodes of which one takes writes; the others follow it. */
export interface MonitoredShard {
  /** What alarms are called by, and the shard in their descriptions. */
  readonly name: string;
  /** Names of the nodes, as CloudWatch's dimension names them. */
  readonly nodeIds: readonly pulumi.Input<string>[];
}

/** Minutes that may not be known yet: an alarm that begins with one bad minute looks at as many more. */
const LATE_MINUTES = 2;

/** The alarms of one shard: at most six nodes, since an alarm takes ten metrics. */
export function shardAlarms(
  shard: MonitoredShard,
  args: Pick<CacheArgs, "nodeType" | "alarms" | "evictionPolicy">,
): NotifyingAlarm[] {
  const thresholds = cacheThresholds(args);
  const ofReplicas = shard.nodeIds.length > 1 ? [replicationLag(shard, thresholds), failover(shard)] : [];
  return [
    memory(shard, thresholds),
    evictions(shard, thresholds),
    cpu(shard, args.nodeType, thresholds),
    connections(shard, thresholds),
    authenticationFailures(shard, thresholds),
    noPrimary(shard),
    ...ofReplicas,
  ];
}

function memory(shard: MonitoredShard, { memoryPercent: threshold }: CacheThresholds): NotifyingAlarm {
  return alarm(shard, "memory", {
    description: `a node of ${shard.name} has filled more than ${threshold} % of the memory for data`,
    metricName: "DatabaseMemoryUsagePercentage",
    threshold,
    evaluationPeriods: 5,
  });
}

/** A full cache evicts; one that goes on for long gives up what is still wanted. */
function evictions(shard: MonitoredShard, { evictionsPerMinute }: CacheThresholds): NotifyingAlarm {
  return alarm(shard, "evictions", {
    description: `${shard.name} evicts more than ${evictionsPerMinute} keys a minute, for want of memory`,
    metricName: "Evictions",
    statistic: "Sum",
    combine: "SUM",
    threshold: evictionsPerMinute,
    evaluationPeriods: 15,
  });
}

/**
 * The engine has one thread, of which the node's CPU counts as a fraction (Amazon ElastiCache User Guide, "Which
 * metrics should I monitor?").
 */
function cpu(shard: MonitoredShard, nodeType: string, { cpuPercent: threshold }: CacheThresholds): NotifyingAlarm {
  const isSmall = virtualCpus(nodeType) <= FEW_CPUS;
  return alarm(shard, "cpu", {
    description: `${isSmall ? "a node" : "the engine of a node"} of ${shard.name} uses more than ${threshold} % of its CPU`,
    metricName: isSmall ? "CPUUtilization" : "EngineCPUUtilization",
    statistic: "Average",
    threshold,
    evaluationPeriods: 5,
  });
}

function connections(shard: MonitoredShard, { connectionLimit, connectionsPercent }: CacheThresholds): NotifyingAlarm {
  return alarm(shard, "connections", {
    severity: "critical",
    description: `a node of ${shard.name} has more than ${connectionsPercent} % of the ${connectionLimit} connections that it takes`,
    metricName: "CurrConnections",
    threshold: Math.floor((connectionLimit * connectionsPercent) / 100),
    evaluationPeriods: 3,
  });
}

function authenticationFailures(
  shard: MonitoredShard,
  { authenticationFailuresPerMinute }: CacheThresholds,
): NotifyingAlarm {
  return alarm(shard, "authentication-failures", {
    description: `more than ${authenticationFailuresPerMinute} logins at ${shard.name} fail in a minute: somebody guesses, or has an old password`,
    metricName: "AuthenticationFailures",
    statistic: "Sum",
    combine: "SUM",
    threshold: authenticationFailuresPerMinute,
    evaluationPeriods: 1 + LATE_MINUTES,
    datapointsToAlarm: 1,
  });
}

/** Nodes that are gone report nothing, which is no primary either. */
function noPrimary(shard: MonitoredShard): NotifyingAlarm {
  return alarm(shard, "no-primary", {
    description: `no node of ${shard.name} takes writes`,
    severity: "critical",
    metricName: "IsMaster",
    combine: "SUM",
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    evaluationPeriods: 5,
    treatMissingData: "breaching",
  });
}

function replicationLag(shard: MonitoredShard, { replicationLagSeconds }: CacheThresholds): NotifyingAlarm {
  return alarm(shard, "replication-lag", {
    description: `a replica of ${shard.name} is more than ${durationText(replicationLagSeconds)} behind: reads are old, and a failover loses as much`,
    metricName: "ReplicationLag",
    threshold: replicationLagSeconds,
    evaluationPeriods: 5,
  });
}

/** A node that begins or ceases to take writes. */
function failover(shard: MonitoredShard): NotifyingAlarm {
  return alarm(shard, "failover", {
    description: `another node of ${shard.name} has taken over the writes`,
    metricName: "IsMaster",
    each: (id) => `ABS(DIFF(${id}))`,
    threshold: 0,
    evaluationPeriods: 1 + LATE_MINUTES,
    datapointsToAlarm: 1,
  });
}

type ShardAlarm = Omit<NotifyingAlarm, "name" | "queries" | "periodSeconds" | "severity" | "treatMissingData"> &
  Partial<Pick<NotifyingAlarm, "severity" | "treatMissingData">> & {
    readonly metricName: string;
    /** How the samples of a node's minute become one value. @default "Maximum" */
    readonly statistic?: MetricSource["statistic"];
    /** How the nodes' values become one. @default "MAX" */
    readonly combine?: "MAX" | "SUM";
    /** What is taken of each node. @default - its value */
    readonly each?: (id: string) => string;
  };

/**
 * An alarm over the nodes of a shard, whose metrics are each node's own (Amazon ElastiCache User Guide, "Metrics for
 * Valkey and Redis OSS").
 */
function alarm({ name, nodeIds }: MonitoredShard, role: string, definition: ShardAlarm): NotifyingAlarm {
  const { metricName, statistic = "Maximum", combine = "MAX", each = (id: string) => id, ...rest } = definition;
  const metrics = nodeIds.map((CacheClusterId, index) => ({
    id: `node${index}`,
    metric: { namespace: "AWS/ElastiCache", metricName, statistic, dimensions: { CacheClusterId } },
  }));
  const combined: AlarmQuery = {
    id: "result",
    expression: `${combine}([${metrics.map(({ id }) => each(id)).join(", ")}])`,
    label: rest.description,
  };
  return {
    severity: "warning",
    // A node that is replaced reports nothing for a while.
    treatMissingData: "notBreaching",
    ...rest,
    name: `${name}-${role}`,
    queries: [...metrics, combined],
    periodSeconds: MINUTE_SECONDS,
  };
}
