import type { DatabaseKind } from "../database";

/**
 * Everything of an environment that is watched. Scrape targets, rules, dashboards and alarms follow from it alone, so
 * that no threshold is written twice.
 */
export interface MonitoredSystem {
  /** Name of the environment, which every series carries as the label `environment`. */
  readonly environment: string;
  /** Team that gets the alerts of parts that name none. */
  readonly team: string;
  /** Page to which alerts link, less the heading of each alert. */
  readonly runbookUrl: string;
  /** Address of Grafana, to which alerts link; undefined where there is none. */
  readonly dashboardUrl: string | undefined;
  /** Services that ECS runs. */
  readonly services: readonly MonitoredService[];
  /** Undefined where nothing takes requests. */
  readonly loadBalancer: MonitoredLoadBalancer | undefined;
  /** Undefined without a database. */
  readonly database: MonitoredDatabase | undefined;
  /** Undefined without a cache. */
  readonly cache: MonitoredCache | undefined;
  /** Queues of SQS. */
  readonly queues: readonly MonitoredQueue[];
  /** How fast a dead instance has to be told of. */
  readonly detection: DetectionObjective;
  /** What things cost; undefined where nobody tells. */
  readonly prices?: MonitoredPrices;
}

/** Prices from which dashboards tell about what the environment costs. */
export interface MonitoredPrices {
  /** Day of the prices, such as `2026-11-30`. */
  readonly asOf: string;
  /** What runs always, whatever the load. */
  readonly parts: readonly MonitoredPart[];
  /** Whether CloudWatch's metrics of AWS's bill are collected, which are in us-east-1 only. @default false */
  readonly billing?: boolean;
}

/** Something that costs the same in each hour. */
export interface MonitoredPart {
  /** What it is, as dashboards show it. */
  readonly name: string;
  /** Price in US dollars. */
  readonly dollarsPerHour: number;
}

/** A service that ECS runs. Its series carry its name as the label `service`. */
export interface MonitoredService {
  /** Name of the service, the label `service`. */
  readonly name: string;
  /** Team that is told of the service's alerts. @default - the system's team */
  readonly team?: string;
  /** Port of each task that answers health checks and tells metrics. */
  readonly port: number;
  /** Path of the metrics in Prometheus' format; undefined where the service tells none. */
  readonly metricsPath: string | undefined;
  /** What is asked of each task whether it is healthy. */
  readonly healthEndpoints: readonly HealthEndpoint[];
  /** Whether the load balancer sends requests to it; else it is a worker. */
  readonly takesRequests: boolean;
  /** Name of the queue whose messages it takes. */
  readonly consumes: string | undefined;
  /** CPU of each task, in thousandths of one. */
  readonly cpuMillis: number;
  /** Memory of a task, above which it is killed. */
  readonly memoryBytes: number;
  /** Fewest tasks at any time of the day. */
  readonly minInstances: number;
  /** Most tasks at any time of the day. */
  readonly maxInstances: number;
  /** Seconds for which fewer than `minInstances` may run, as while tasks start. */
  readonly belowMinimumSeconds: number;
  /** What an hour of one instance costs, in dollars. @default - no costs are shown */
  readonly instanceDollarsPerHour?: number;
  /** What scales it, with the thresholds of its alarms; empty where people do. */
  readonly triggers: readonly MonitoredTrigger[];
  /** Seconds for which a trigger may be above its threshold before scaling counts as of no help. */
  readonly overloadedSeconds: number;
  /** What users may expect of it; undefined for a worker. */
  readonly objectives: ServiceObjectives | undefined;
}

/**
 * What a health endpoint looks at: `instance` the process alone, `dependencies` everything that it needs, `performance`
 * how fast it answers. Only the first tells that an instance is dead.
 */
export type HealthCoverage = "instance" | "dependencies" | "performance";

/** An address of a task that answers with 200 while what it looks at works. */
export interface HealthEndpoint {
  /** Path that is asked. */
  readonly path: string;
  /** What the address looks at. */
  readonly covers: HealthCoverage;
}

/** A scaling trigger as it is watched: the numbers of its alarms. */
export interface MonitoredTrigger {
  /** Name of the trigger, such as `cpu`. */
  readonly name: string;
  /** Unit of `above` and `below`, such as `%`. */
  readonly unit: string;
  /** Value above which the service is scaled up. */
  readonly above: number;
  /** Time for which the value has to be above. */
  readonly aboveSeconds: number;
  /** Value below which the trigger is quiet. */
  readonly below: number;
  /** Time for which the value has to be below. */
  readonly belowSeconds: number;
}

/** What users may expect of a service, from which burn-rate alerts follow. */
export interface ServiceObjectives {
  /** Share of requests that are answered without an error of the service, such as 99.9. */
  readonly availabilityPercent: number;
  /** How many of the requests are answered how fast. */
  readonly latency: LatencyObjective;
  /** Days over which they hold. */
  readonly windowDays: number;
}

/** So many of the requests are answered within so many seconds. */
export interface LatencyObjective {
  /** Share of the requests, in percent. */
  readonly percent: number;
  /** One of the bounds of the service's histogram. */
  readonly seconds: number;
}

/** What a load balancer sees: `application` requests and their answers, `network` connections alone. */
export type LoadBalancerKind = "application" | "network";

/** The load balancer in front of the services. */
export interface MonitoredLoadBalancer {
  /** Name of the load balancer, as dashboards show it. */
  readonly name: string;
  /** Application load balancer, or network load balancer, which sees no answers. */
  readonly kind: LoadBalancerKind;
  /** Domain name at which clients reach it over TLS; undefined where it has no name of its own. */
  readonly domainName: string | undefined;
  /** Share of requests, in percent, that it may answer itself with a 5xx status. */
  readonly ownErrorPercent: number;
  /** Days before the end of its certificate from which on its renewal counts as failed. */
  readonly certificateDays: number;
  /** Services whose answers it sees: none behind a network load balancer. */
  readonly targets: readonly MonitoredLoadBalancerTarget[];
}

/** A service behind the load balancer, with the thresholds of the target's alarms. */
export interface MonitoredLoadBalancerTarget {
  /** Name of the service. */
  readonly service: string;
  /** Share of requests, in percent, that may end in a 5xx status. */
  readonly serverErrorPercent: number;
  /** Average response time above which the alarm sounds. */
  readonly responseTimeSeconds: number;
}

/** A database of PostgreSQL. Its series carry the name of the server as the label `server`. */
export interface MonitoredDatabase {
  /** Name of the database, as dashboards show it. */
  readonly name: string;
  /** Instance or kind of cluster. */
  readonly kind: DatabaseKind;
  /** Writer and readers. */
  readonly servers: readonly MonitoredDatabaseServer[];
  /** Connections that each server takes; undefined where it isn't known before AWS tells. */
  readonly connectionLimit: number | undefined;
  /** Part of the connections above which an alert is due, from 0 to 1. */
  readonly connectionsUsed: number;
  /** Seconds that a replica may be behind. */
  readonly replicationLagSeconds: number;
  /** Seconds that a transaction may be open. */
  readonly longTransactionSeconds: number;
  /** Deadlocks in five minutes that are still no reason to look. */
  readonly deadlocks: number;
  /** Share of the server's connections that the pool may use; undefined without a pool. */
  readonly poolPercent: number | undefined;
}

/** One server of a database. */
export interface MonitoredDatabaseServer {
  /** `primary`, `replica-1` and so on; `instance-1` and so on of a cluster. */
  readonly name: string;
  /** `member` of a cluster's instance, of which any may become the one that takes writes. */
  readonly role: "primary" | "replica" | "member";
}

/** A cache of Valkey or Redis. Its series carry the name of the node as the label `node`. */
export interface MonitoredCache {
  /** Name of the cache, as dashboards show it. */
  readonly name: string;
  /** `node-1` and so on; `shard-1-node-1` and so on with cluster mode. */
  readonly nodes: readonly string[];
  /** Nodes that take writes. */
  readonly shards: number;
  /** Share of the memory for data, in percent. */
  readonly memoryPercent: number;
  /** Keys that the nodes of a shard may evict in a minute. */
  readonly evictionsPerMinute: number;
  /** Connections that each node takes. */
  readonly connectionLimit: number;
  /** Share of the connections that a node takes, above which an alert fires. */
  readonly connectionsPercent: number;
  /** Lag of a replica above which an alert fires. */
  readonly replicationLagSeconds: number;
}

/** A queue of SQS. Its series carry its name as the label `queue`, those of its dead letters `deadLetterName`. */
export interface MonitoredQueue {
  /** Name of the queue, the label `queue`. */
  readonly name: string;
  /** Name of the queue of messages that were given up. */
  readonly deadLetterName: string;
  /** Items that may wait before its consumer is scaled up; undefined where nothing scales by its length. */
  readonly itemsAbove: number | undefined;
  /** Items that may wait although its consumer was scaled. */
  readonly maxItems: number;
  /** Seconds that the oldest item may wait. */
  readonly maxItemAgeSeconds: number;
  /** Seconds in the dead-letter queue after which an item is soon lost. */
  readonly maxDeadLetterAgeSeconds: number;
  /** Time that a consumer has for a message before another one gets it. */
  readonly visibilityTimeoutSeconds: number;
  /** Attempts after which a message is given up. */
  readonly maxReceiveCount: number;
}

/** How soon a dead instance is told of, and how seldom a living one is. */
export interface DetectionObjective {
  /** Seconds from the death of an instance until its alert has been sent. */
  readonly seconds: number;
  /** Share of probes of a healthy instance that fail, from 0 to 1. */
  readonly probeErrorRate: number;
  /** Share of alerts' evaluations of a healthy instance that may be false, from 0 to 1. */
  readonly falsePositiveRate: number;
}
