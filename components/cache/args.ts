import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";
import type { LogRetentionDays } from "../shared/log-retention";
import type { DurationQuantity } from "../shared/quantity";
import type { AlarmTopics } from "../shared/severity";
import type { StoreAccessTransforms } from "../shared/store-access";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Engines of a cache. Valkey is the open-source successor of Redis OSS 7.2, and costs a fifth less on ElastiCache. */
export type CacheEngine = "valkey" | "redis";

/**
 * What a cache does when its memory is full (Valkey documentation, "Key eviction"): it deletes keys of all, or of those
 * that expire, which were used least recently, least often, at random, or expire first; or it refuses writes.
 */
export type EvictionPolicy =
  | "allkeys-lru"
  | "allkeys-lfu"
  | "allkeys-random"
  | "volatile-lru"
  | "volatile-lfu"
  | "volatile-random"
  | "volatile-ttl"
  | "noeviction";

/** Arguments of a `Cache`. */
export interface CacheArgs {
  /** VPC of the cache. */
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets of the nodes, in two zones at least where there are replicas. A subnet in use can't be removed. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * ARN of the KMS key that encrypts data at rest, the secret and the logs. Its policy has to let CloudWatch Logs use
   * it, as that of `EncryptionKey` does. A change replaces the cache.
   */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Type of the nodes, such as `"cache.t4g.micro"`. A change takes minutes, in place, with a failover of seconds; each
   * node is paid for. Only to or from `r6gd`, whose nodes keep rarely used values on disks, it replaces the cache.
   */
  readonly nodeType: string;
  /** Engine. From Redis to Valkey it changes in place; the way back replaces the cache. @default "valkey" */
  readonly engine?: CacheEngine;
  /**
   * Major and minor version of the engine. A newer one is installed in place, node by node, with a failover of seconds;
   * an older one replaces the cache, since ElastiCache installs none. Name what runs where ElastiCache has upgraded by
   * itself.
   * @default - 8.2 of Valkey, 7.1 of Redis
   */
  readonly engineVersion?: string;
  /**
   * Replicas of the node that takes writes, of each shard's with `shards`: from 0 to 5, in other zones. The cache fails
   * over to one of them by itself; without any, the loss of the node is the loss of the data. A change leaves the other
   * nodes alone. Each costs as much as its primary.
   * @default 1
   */
  readonly replicas?: number;
  /**
   * Shards of cluster mode, from 1 to 500, among which the keys are divided: for more data or writes than one node
   * takes. Clients have to know cluster mode, and one command can't use keys of several shards. A change moves keys
   * while the cache works. Cluster mode itself can't be added to a cache or taken from it: make another one.
   * @default - no cluster mode
   */
  readonly shards?: number;
  /**
   * What happens when memory is full. A cache may forget anything, so that it gives up what was least recently used
   * rather than refuse writes; what may not be lost belongs into a cache of its own with `"noeviction"`. A change takes
   * effect at once.
   * @default "allkeys-lru"
   */
  readonly evictionPolicy?: EvictionPolicy;
  /**
   * Share of memory, in percent, that data leaves free for snapshots, failovers and buffers (Amazon ElastiCache User
   * Guide, "Managing reserved memory for Valkey and Redis OSS", whose advice the default is). A change takes effect at
   * once.
   * @default - 50 of a micro node, 30 of a small one, 25 of others
   */
  readonly reservedMemoryPercent?: number;
  /** Further parameters of the engine by their names. A change takes effect at once. @default - none */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Name with which clients log in. A change makes another user: clients that connect need the new secret.
   * @default "application"
   */
  readonly username?: string;
  /**
   * What the user may do, as a list of rules of Valkey's ACL without passwords. By default everything but what empties,
   * halts or administers the cache. A change takes effect at once, on open connections too.
   * @default "on ~* &* +@all -@dangerous +info"
   */
  readonly accessString?: string;
  /**
   * Number of the password. One more generates another password and puts it into the secret, while the one before stays
   * valid until the next change; open connections stay in any case.
   * @default 1
   */
  readonly passwordVersion?: number;
  /** A second region that keeps a copy of the secret, which Secrets Manager updates. @default - none */
  readonly replica?: CacheSecretReplicaArgs;
  /**
   * Days, from 7 to 30, for which the deleted secret can be restored; 0 deletes it at once. Takes effect when the
   * secret is deleted.
   * @default 30
   */
  readonly recoveryWindowDays?: number;
  /**
   * Days for which daily snapshots are kept: from 1 to 35, or 0 for none. Each costs about $0.085 a GiB and month
   * beyond the first.
   * @default 7
   */
  readonly snapshotRetentionDays?: number;
  /** Hour or more, in UTC, in which the daily snapshot is made. @default "02:00-03:00" */
  readonly snapshotWindow?: string;
  /** Hour or more of the week, in UTC, in which ElastiCache maintains the nodes. @default "sun:04:00-sun:05:00" */
  readonly maintenanceWindow?: string;
  /**
   * Name of a snapshot whose data the cache begins with. A change, or its removal, replaces the cache: leave it there.
   * @default - an empty cache
   */
  readonly snapshotName?: string;
  /** Whether ElastiCache installs minor versions by itself, in its campaigns. @default true */
  readonly autoMinorVersionUpgrade?: boolean;
  /** Whether changes that restart nodes are made at once rather than in the maintenance window. @default true */
  readonly applyImmediately?: boolean;
  /** Time from which on a command is written to the slow log, in microseconds at the finest. @default "10ms" */
  readonly slowCommandThreshold?: DurationQuantity;
  /** Days for which the slow log and the engine's log are kept. @default 365 */
  readonly logRetentionDays?: LogRetentionDays;
  /** ARNs of topics that are told when an alarm begins and ends. @default - nobody is told */
  readonly alarmActions?: AlarmTopics | undefined;
  /** When the alarms sound. @default - as `CacheAlarmThresholds` says */
  readonly alarms?: CacheAlarmThresholds;
  /** Tags of all resources that have tags. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: CacheTransforms;
}

/** Thresholds of a cache's alarms, each of the worst of its nodes. */
export interface CacheAlarmThresholds {
  /**
   * Memory that data takes up, in percent of what isn't reserved.
   * @default - 90; 75 with `noeviction`, where writes fail at 100
   */
  readonly memoryPercent?: number;
  /** Keys that all nodes evict in a minute, over a quarter of an hour. @default 100 */
  readonly evictionsPerMinute?: number;
  /**
   * CPU in percent: of the engine's thread, and of nodes with two CPUs or fewer, whose background processes count, of
   * the node.
   * @default - 90 of the one thread: 45 of a node with two CPUs
   */
  readonly cpuPercent?: number;
  /** Share of the connections that a node of its type takes, in percent. @default 80 */
  readonly connectionsPercent?: number;
  /** Time by which a replica lags behind. @default "10s" */
  readonly replicationLag?: DurationQuantity;
  /** Failed logins at all nodes in a minute. @default 10 */
  readonly authenticationFailuresPerMinute?: number;
}

/** A copy of the secret in a second region. */
export interface CacheSecretReplicaArgs {
  /** Region of the copy, of the same partition. A change deletes the copy and makes another. */
  readonly region: string;
  /** ARN of the KMS key, in that region, that encrypts the copy. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Escape hatches, one for each kind of child. */
export interface CacheTransforms extends StoreAccessTransforms {
  readonly replicationGroup?: Transform<aws.elasticache.ReplicationGroupArgs>;
  readonly parameterGroup?: Transform<aws.elasticache.ParameterGroupArgs>;
  readonly subnetGroup?: Transform<aws.elasticache.SubnetGroupArgs>;
  /** Both users: the clients' and the one called `default`, which may nothing. */
  readonly user?: Transform<aws.elasticache.UserArgs>;
  readonly userGroup?: Transform<aws.elasticache.UserGroupArgs>;
  readonly password?: Transform<random.RandomPasswordArgs>;
  /** The random part of the final snapshot's name. */
  readonly finalSnapshot?: Transform<random.RandomIdArgs>;
  readonly secret?: Transform<aws.secretsmanager.SecretArgs>;
  readonly secretVersion?: Transform<aws.secretsmanager.SecretVersionArgs>;
  /** Both log groups: of slow commands and of the engine. */
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}
