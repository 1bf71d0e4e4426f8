import type { DurationQuantity, SizeQuantity } from "../shared/quantity";

/** What a database runs on: one kind of RDS deployment, with what that kind allows. */
export type DatabaseEngine = InstanceEngine | MultiAzClusterEngine | AuroraEngine | AuroraServerlessEngine;

/** Readers of an Aurora cluster where no number is given. */
export const DEFAULT_READERS = 1;
/** RDS makes one writer and two readers of a Multi-AZ DB cluster. */
export const MULTI_AZ_MEMBERS = 3;

/** Names of the kinds of deployments. */
export type DatabaseKind = DatabaseEngine["kind"];

/**
 * PostgreSQL on an RDS DB instance, with a standby in another zone and read replicas beside it (Amazon RDS User Guide,
 * "Multi-AZ DB instance deployments" and "Working with DB instance read replicas").
 */
export interface InstanceEngine {
  readonly kind: "instance";
  /**
   * Class of the primary, such as `"db.m7g.large"`. Changing it restarts the database: with a standby that takes about
   * a minute, without one several.
   */
  readonly instanceClass: string;
  /** Disk of the instance, and of each replica. */
  readonly storage: InstanceStorage;
  /**
   * Whether a standby in another zone takes over when the primary fails. It doubles the primary's price; a change takes
   * no downtime.
   * @default true
   */
  readonly multiAz?: boolean;
  /**
   * Number of read replicas, from 0 to 15, spread over the zones. A lower number deletes the last ones; the primary
   * stays as it is. Each costs as much as an instance of its class.
   * @default 0
   */
  readonly readReplicas?: number;
  /**
   * Class of the read replicas: at least as large as the primary's, since a smaller one falls behind, and can't take
   * the primary's place.
   * @default - the primary's class
   */
  readonly replicaInstanceClass?: string;
}

/** Storage of a DB instance (Amazon RDS User Guide, "Amazon RDS DB instance storage"). */
export interface InstanceStorage {
  /** Size with which the storage begins, from `"20Gi"`. It can be raised, and never lowered. */
  readonly size: SizeQuantity;
  /**
   * Size up to which RDS raises the storage by itself when it runs out, at least a tenth above `size`; equal to `size`,
   * it doesn't grow. Growth costs no downtime, and can't be undone.
   * @default - five times `size`, at most 64 TiB
   */
  readonly maximum?: SizeQuantity;
  /**
   * `"gp3"` suits most databases; `"io2"` has a lower, steadier latency at several times the price. A change takes
   * hours, in which the database runs slower.
   * @default "gp3"
   */
  readonly type?: "gp3" | "io2";
  /**
   * Operations a second. gp3 takes a number from 400 GiB on, 12000 to 64000; io2 needs one, 1000 to 256000.
   * @default - what gp3 includes: 3000, and 12000 from 400 GiB on
   */
  readonly iops?: number;
  /**
   * MiB a second, only of gp3 from 400 GiB on: 500 to 4000.
   * @default - what gp3 includes: 125, and 500 from 400 GiB on
   */
  readonly throughput?: number;
}

/**
 * PostgreSQL on an RDS Multi-AZ DB cluster: a writer and two readers in three zones, of which one reader confirms each
 * commit (Amazon RDS User Guide, "Multi-AZ DB cluster deployments"). Its storage doesn't grow by itself, and its
 * backups can't be replicated into another region.
 */
export interface MultiAzClusterEngine {
  readonly kind: "multi-az-cluster";
  /**
   * Class of the three instances, one with local storage, such as `"db.m6gd.large"`. Changing it replaces the instances
   * one by one, with a failover of less than a minute.
   */
  readonly instanceClass: string;
  /** Disk of each instance. */
  readonly storage: ClusterStorage;
}

/** Storage of a Multi-AZ DB cluster. */
export interface ClusterStorage {
  /** Size, from `"20Gi"` for gp3 and `"100Gi"` for io2. It can be raised by hand, and never lowered. */
  readonly size: SizeQuantity;
  /** Type of the volumes. @default "gp3" */
  readonly type?: "gp3" | "io2";
  /**
   * Operations a second. gp3 takes a number from 400 GiB on, 12000 to 64000; io2 needs one, 1000 to 256000.
   * @default - what gp3 includes
   */
  readonly iops?: number;
}

/** Aurora PostgreSQL on instances: a writer and readers over the zones on one storage volume, which grows by itself. */
export interface AuroraEngine {
  readonly kind: "aurora";
  /** Class of the writer, such as `"db.r7g.large"`. Changing it restarts the instance. */
  readonly instanceClass: string;
  /**
   * Number of readers, from 0 to 15. One of them takes over when the writer fails; without any, Aurora makes a new
   * writer, which takes up to ten minutes.
   * @default 1
   */
  readonly readers?: number;
  /** Class of the readers, at least as large as the writer's. @default - the writer's class */
  readonly readerInstanceClass?: string;
  /**
   * `"standard"` bills each I/O operation; `"io-optimized"` bills none, for a third more of instances and more than
   * twice the storage price. Aurora lets it be changed back once in 30 days.
   * @default "standard"
   */
  readonly storage?: AuroraStorage;
}

/** How Aurora bills storage (Amazon Aurora User Guide, "Storage configurations for Amazon Aurora DB clusters"). */
export type AuroraStorage = "standard" | "io-optimized";

/** Aurora PostgreSQL Serverless v2: instances whose capacity follows the load. */
export interface AuroraServerlessEngine {
  readonly kind: "aurora-serverless";
  /**
   * Smallest capacity in Aurora capacity units (ACU, about 2 GiB of memory each), in halves: 0 to 256. With 0, the
   * database pauses while nobody is connected, and the first connection takes about 15 seconds.
   */
  readonly minimumCapacity: number;
  /** Largest capacity in ACU, in halves: 1 to 256. The limit of connections follows from it. */
  readonly maximumCapacity: number;
  /**
   * Time without a connection after which the database pauses, from 5 minutes to a day. Only where `minimumCapacity` is
   * 0.
   * @default "5m"
   */
  readonly autoPause?: DurationQuantity;
  /** Number of readers, from 0 to 15. @default 1 */
  readonly readers?: number;
  /** How storage is billed. @default "standard" */
  readonly storage?: AuroraStorage;
}

/** Whether a kind is a DB cluster of RDS, rather than a DB instance with replicas. */
export function isCluster(kind: DatabaseKind): boolean {
  return kind !== "instance";
}

/** Whether a kind is Aurora. */
export function isAurora(kind: DatabaseKind): boolean {
  return kind === "aurora" || kind === "aurora-serverless";
}
