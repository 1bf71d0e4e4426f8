import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";
import type { LogRetentionDays } from "../shared/log-retention";
import type { DurationQuantity } from "../shared/quantity";
import type { AlarmTopics } from "../shared/severity";
import type { StoreAccessTransforms } from "../shared/store-access";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import type { DatabaseEngine } from "./engines";
import type { RestoreSource } from "./restore";

/** Arguments of a `Database`. */
export interface DatabaseArgs {
  /**
   * What the database runs on. Sizes and numbers change in place; another kind is another database, which takes a new
   * `revision`.
   */
  readonly engine: DatabaseEngine;
  /**
   * Version of PostgreSQL: `"17"`, whose minor versions RDS installs by itself in the maintenance window, or `"17.5"`,
   * which stays until it is changed, to a later one only. RDS refuses another minor version while read replicas have
   * an older one: raise those first, or leave minor versions to RDS. A major upgrade takes `allowMajorVersionUpgrade`.
   * @default "17"
   */
  readonly version?: string;
  /**
   * Whether this deployment may upgrade to another major version. RDS does that at once: beside the running database
   * and with less than a minute of downtime for an instance without replicas (blue-green), else in place, with minutes
   * of downtime. Take it out again afterwards.
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;
  /** VPC of the database's security groups. */
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets in two zones at least, and in three for a Multi-AZ DB cluster. */
  readonly subnetIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  /**
   * Zones over which read replicas, or the instances of an Aurora cluster, are spread in this order. They count when an
   * instance is created: a change moves none that is there.
   * @default - AWS chooses a zone for each
   */
  readonly availabilityZones?: readonly string[];
  /** KMS key that encrypts data, backups, insights and logs. It counts when the database is created. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Name of the database within PostgreSQL. It counts when the database is created. @default "application" */
  readonly databaseName?: string;
  /** Name of the master user. It counts when the database is created. @default "postgres" */
  readonly username?: string;
  /**
   * Port on which the database listens. A change restarts an instance or an Aurora cluster; a Multi-AZ DB cluster can't
   * change it.
   * @default 5432
   */
  readonly port?: number;
  /**
   * Automated backups, from which any second of their time can be restored.
   * @default - kept for 14 days
   */
  readonly backup?: DatabaseBackupArgs;
  /**
   * Weekly window in UTC in which RDS installs minor versions and applies changes that wait, such as
   * `"sun:04:00-sun:05:00"`.
   * @default "sun:04:00-sun:05:00"
   */
  readonly maintenanceWindow?: string;
  /**
   * Whether changes that restart the database are made at once instead of in the maintenance window. Until then, the
   * next deployment shows them again.
   * @default false
   */
  readonly applyImmediately?: boolean;
  /** Whether AWS refuses to delete the database. Switching it off takes a deployment of its own. @default true */
  readonly deletionProtection?: boolean;
  /**
   * Data with which the database begins, in place of none. It counts when the database is created, and never replaces
   * one that runs: restoring into a running stack takes a new `revision`, too.
   * @default - an empty database
   */
  readonly restoreFrom?: RestoreSource;
  /**
   * Makes another database of the same arguments when it changes: lower-case letters, digits and single hyphens, such
   * as `"restored-2026-11-30"`. What uses the database's outputs moves to the new one; then the old one is deleted,
   * with a final snapshot. AWS and `protect` have to let it go: see the component's page.
   * @default - the first database
   */
  readonly revision?: string;
  /**
   * Settings of the parameter group that replace the computed ones, such as `{ work_mem: "65536" }`. Those that
   * PostgreSQL reads only when it starts take effect at the next restart.
   * @default - computed for the engine
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Time from which on a statement is logged. @default "1s" */
  readonly slowQueryThreshold?: DurationQuantity;
  /**
   * `"standard"` keeps the load of 7 days, for free; `"advanced"` that of 15 months, with execution plans and locks,
   * for a price per CPU and hour.
   * @default "standard"
   */
  readonly databaseInsights?: "advanced" | "standard";
  /**
   * How often enhanced monitoring measures the operating system: every 1, 5, 10, 15, 30 or 60 seconds. @default "60s"
   */
  readonly monitoringInterval?: "1s" | "5s" | "10s" | "15s" | "30s" | "60s";
  /** How many days the database's logs are kept. @default 365 */
  readonly logRetentionDays?: LogRetentionDays;
  /**
   * ARNs of the topics that are told when an alarm begins and ends, and of failovers, failures and broken replication.
   * @default - nobody is told
   */
  readonly alarmActions?: AlarmTopics | undefined;
  /** Tags of everything; backups and snapshots carry them, too. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: DatabaseTransforms;
}

/** Automated backups (Amazon RDS User Guide, "Introduction to backups"). */
export interface DatabaseBackupArgs {
  /** How many days they are kept, from 1 to 35. A change takes no downtime. @default 14 */
  readonly retentionDays?: number;
  /** Daily window in UTC in which they are made, outside the maintenance window. @default "02:00-03:00" */
  readonly window?: string;
}

/** Escape hatches, one for each kind of child. */
export interface DatabaseTransforms extends StoreAccessTransforms {
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
  readonly cluster?: Transform<aws.rds.ClusterArgs>;
  readonly clusterInstance?: Transform<aws.rds.ClusterInstanceArgs>;
  readonly clusterParameterGroup?: Transform<aws.rds.ClusterParameterGroupArgs>;
  readonly eventRule?: Transform<aws.cloudwatch.EventRuleArgs>;
  readonly eventTarget?: Transform<aws.cloudwatch.EventTargetArgs>;
  readonly identifier?: Transform<random.RandomIdArgs>;
  readonly instance?: Transform<aws.rds.InstanceArgs>;
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly monitoringPolicy?: Transform<aws.iam.RolePolicyAttachmentArgs>;
  readonly monitoringRole?: Transform<aws.iam.RoleArgs>;
  readonly parameterGroup?: Transform<aws.rds.ParameterGroupArgs>;
  readonly password?: Transform<random.RandomPasswordArgs>;
  readonly replica?: Transform<aws.rds.InstanceArgs>;
  readonly subnetGroup?: Transform<aws.rds.SubnetGroupArgs>;
}
