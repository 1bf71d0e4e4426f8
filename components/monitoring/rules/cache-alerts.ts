import type { MonitoredCache, MonitoredSystem } from "../description";
import { JOBS } from "../jobs";
import { durationText } from "../../shared/quantity";
import type { Alert } from "./alert";

const CACHE = `job="${JOBS.cache}"`;
const FAILOVER_SECONDS = 120;
const LASTING_SECONDS = 300;
const EVICTING_SECONDS = 900;
/** ElastiCache replaces a node within that time. */
const REPLACED_SECONDS = 900;

/** Alerts on the cache. */
export function cacheAlerts({ cache }: MonitoredSystem): Alert[] {
  if (cache === undefined) return [];
  return [
    cacheDown(),
    memoryHigh(cache),
    evictions(cache),
    connectionsHigh(cache),
    connectionsRejected(),
    ...(cache.nodes.length > cache.shards ? [replicationBroken(cache), replicationLag(cache)] : []),
  ];
}

function cacheDown(): Alert {
  return {
    name: "CacheDown",
    group: "cache",
    severity: "critical",
    meaning:
      "The cache, or a node of it, takes no connections: what was cached is computed anew, and the database carries it.",
    source: "`cache.nodes`",
    reference: "HC-4, SE-8",
    look: ["The replication group's events: `aws elasticache describe-events`.", "The database's load meanwhile."],
    act: [
      "ElastiCache replaces nodes and fails over by itself.",
      "All nodes: security groups, or AWS's health dashboard.",
    ],
    dashboard: "cache",
    rules: [
      {
        threshold: `all nodes for ${durationText(FAILOVER_SECONDS)}`,
        expression: `max(max_over_time(redis_up{${CACHE}}[1m])) == 0`,
        forSeconds: FAILOVER_SECONDS,
        summary: "The cache is down",
        description: "No node of the cache takes connections.",
      },
      {
        threshold: `a node for ${durationText(LASTING_SECONDS)}`,
        severity: "warning",
        expression: `max_over_time(redis_up{${CACHE}}[1m]) == 0`,
        forSeconds: LASTING_SECONDS,
        summary: "Cache node {{ $labels.node }} is down",
        description: "{{ $labels.node }} of the cache takes no connections.",
      },
    ],
  };
}

/** A node without a limit reports 0 for it. */
function memoryHigh({ memoryPercent }: MonitoredCache): Alert {
  return {
    name: "CacheMemoryHigh",
    group: "cache",
    severity: "warning",
    meaning: "A node's memory for data is nearly full; then it evicts, or refuses writes where it may not.",
    source: "`cache.memoryPercent`",
    reference: 'Amazon ElastiCache User Guide, "Which metrics should I monitor?"',
    look: ["What grew: `redis-cli --bigkeys` against a replica, and keys without an expiry."],
    act: ["Expire more, or take a larger node type or more shards."],
    dashboard: "cache",
    rules: [
      {
        threshold: `more than ${memoryPercent} % for ${durationText(LASTING_SECONDS)}`,
        expression: `100 * redis_memory_used_bytes{${CACHE}} / (redis_memory_max_bytes{${CACHE}} > 0) > ${memoryPercent}`,
        forSeconds: LASTING_SECONDS,
        summary: "Cache node {{ $labels.node }} is nearly full",
        description: "{{ $labels.node }} uses {{ $value | humanize }} % of its memory for data.",
      },
    ],
  };
}

function evictions({ evictionsPerMinute }: MonitoredCache): Alert {
  return {
    name: "CacheEvictions",
    group: "cache",
    severity: "warning",
    meaning: "The cache gives up keys for want of memory, of which many are still wanted.",
    source: "`cache.evictionsPerMinute`",
    reference: 'Amazon ElastiCache User Guide, "Which metrics should I monitor?"',
    look: ["Hits against misses, and the database's load: do evictions cost anything?"],
    act: ["Shorter times to live, or a larger node type.", "Where nothing is missed: raise the threshold."],
    dashboard: "cache",
    rules: [
      {
        threshold: `more than ${evictionsPerMinute} keys a minute for ${durationText(EVICTING_SECONDS)}`,
        expression: `60 * rate(redis_evicted_keys_total{${CACHE}}[5m]) > ${evictionsPerMinute}`,
        forSeconds: EVICTING_SECONDS,
        summary: "Cache node {{ $labels.node }} evicts keys",
        description: "{{ $labels.node }} evicts {{ $value | humanize }} keys a minute.",
      },
    ],
  };
}

function connectionsHigh({ connectionLimit, connectionsPercent }: MonitoredCache): Alert {
  const threshold = Math.floor((connectionLimit * connectionsPercent) / 100);
  return {
    name: "CacheConnectionsHigh",
    group: "cache",
    severity: "critical",
    meaning: "A node has nearly all the connections that it takes; at the limit, clients are refused.",
    source: "`cache.connectionLimit`, `cache.connectionsPercent`",
    reference: 'Amazon ElastiCache User Guide, "Engine specific parameters": maxclients',
    look: ["Who connects: `client list`; instances that open one connection for each request?"],
    act: ["Keep connections, and close what is idle; clients that leak: deploy them anew."],
    dashboard: "cache",
    rules: [
      {
        threshold: `more than ${threshold} of ${connectionLimit} for 3m`,
        expression: `redis_connected_clients{${CACHE}} > ${threshold}`,
        forSeconds: 180,
        summary: "Cache node {{ $labels.node }} runs out of connections",
        description: `{{ $labels.node }} has {{ $value | humanize }} of ${connectionLimit} connections.`,
      },
    ],
  };
}

function connectionsRejected(): Alert {
  return {
    name: "CacheConnectionsRejected",
    group: "cache",
    severity: "critical",
    meaning: "A node refuses clients, since it has as many as it takes.",
    source: "`cache.connectionLimit`",
    reference: 'Valkey, "INFO": rejected_connections',
    look: ["CacheConnectionsHigh, which should have come before."],
    act: ["End clients that aren't needed; then see who opens so many."],
    dashboard: "cache",
    rules: [
      {
        threshold: "one in 5m",
        expression: `increase(redis_rejected_connections_total{${CACHE}}[5m]) > 0`,
        summary: "Cache node {{ $labels.node }} refuses clients",
        description: "{{ $labels.node }} refused {{ $value | humanize }} clients within five minutes.",
      },
    ],
  };
}

function replicationBroken({ nodes, shards }: MonitoredCache): Alert {
  const replicas = nodes.length - shards;
  return {
    name: "CacheReplicationBroken",
    group: "cache",
    severity: "warning",
    meaning:
      "A replica doesn't follow its primary: a failover to it would lose data, or there is none to fail over to.",
    source: "`cache.nodes`, `cache.shards`",
    reference: "SE-8",
    look: ["The replication group's events and the engine's log."],
    act: ["ElastiCache mends it by itself in most cases. Else replace the replica: lower and raise `cache.replicas`."],
    dashboard: "cache",
    rules: [
      {
        threshold: `a replica without a link to its primary for ${durationText(LASTING_SECONDS)}`,
        expression: `max_over_time(redis_master_link_up{${CACHE}}[1m]) == 0`,
        forSeconds: LASTING_SECONDS,
        summary: "Cache node {{ $labels.node }} doesn't follow its primary",
        description: "{{ $labels.node }} has no link to its primary.",
      },
      {
        labels: { cause: "replicas-missing" },
        threshold: `fewer than ${replicas} replicas for ${durationText(REPLACED_SECONDS)}`,
        expression: `sum(redis_connected_slaves{${CACHE}}) < ${replicas}`,
        forSeconds: REPLACED_SECONDS,
        summary: "The cache lacks replicas",
        description: `The cache has {{ $value }} replicas, and should have ${replicas}.`,
      },
    ],
  };
}

function replicationLag({ replicationLagSeconds }: MonitoredCache): Alert {
  return {
    name: "CacheReplicationLag",
    group: "cache",
    severity: "warning",
    meaning: "A replica is behind: reads from it are old, and a failover loses as much.",
    source: "`cache.replicationLagSeconds`",
    reference: 'Amazon ElastiCache User Guide, "Metrics for Valkey and Redis OSS": ReplicationLag',
    look: ["Writes on the primary, its CPU, and snapshots that are under way."],
    act: ["Spread the writes, or take a larger node type or more shards."],
    dashboard: "cache",
    rules: [
      {
        threshold: `more than ${replicationLagSeconds} s for ${durationText(LASTING_SECONDS)}`,
        expression: `max by (node) (redis_connected_slave_lag_seconds{${CACHE}}) > ${replicationLagSeconds}`,
        forSeconds: LASTING_SECONDS,
        summary: "Replicas of cache node {{ $labels.node }} lag",
        description: "A replica of {{ $labels.node }} is {{ $value | humanizeDuration }} behind.",
      },
    ],
  };
}
