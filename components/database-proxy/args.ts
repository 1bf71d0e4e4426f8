import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { DatabaseKind } from "../database";
import type { LogRetentionDays } from "../shared/log-retention";
import type { DurationQuantity } from "../shared/quantity";
import type { AlarmTopics } from "../shared/severity";
import type { StoreAccessTransforms } from "../shared/store-access";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Arguments of a `DatabaseProxy`. */
export interface DatabaseProxyArgs {
  /** Database to which the proxy connects: a `Database` is one. */
  readonly database: ProxiedDatabase;
  /** ARN of the secret of the database's user, with which the proxy logs in. */
  readonly secretArn: pulumi.Input<string>;
  /**
   * ARNs of secrets of further users, as whom clients log in, under the same key. Adding one leaves the connections of
   * others alone.
   * @default - none
   */
  readonly furtherSecretArns?: readonly pulumi.Input<string>[];
  /**
   * ARN of the KMS key that encrypts the secrets, and here the proxy's logs. The key's policy has to let CloudWatch
   * Logs use it, as that of `EncryptionKey` does.
   */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** VPC of the database and of the proxy. */
  readonly vpcId: pulumi.Input<string>;
  /**
   * Private subnets of two zones at least, in which the proxy has its addresses. A change replaces the proxy: the new
   * one has another endpoint, and the old one goes last.
   */
  readonly subnetIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  /**
   * How clients log in, over TLS always: with the secret's user and password, or with tokens of IAM, for which they
   * need `connectStatements`. A change takes effect for new connections, and refuses those that log in the other way.
   * @default "password"
   */
  readonly authentication?: "password" | "iam";
  /** Connections to the database. A change takes effect within minutes, without downtime. @default - see its fields */
  readonly pool?: ConnectionPoolArgs;
  /**
   * Time without a query after which the proxy closes a client's connection, from 1 second to 8 hours.
   * @default "30m"
   */
  readonly idleClientTimeout?: DurationQuantity;
  /** Days for which the proxy's logs are kept. @default 365 */
  readonly logRetentionDays?: LogRetentionDays;
  /**
   * Whether the logs tell of each SQL statement for a day, after which RDS ends it: for debugging only, since
   * statements may hold what nobody should read.
   * @default false
   */
  readonly debugLogging?: boolean;
  /** ARNs of topics that are told when an alarm begins and when it ends. @default - no alarms */
  readonly alarmActions?: AlarmTopics | undefined;
  /** When alarms sound. @default - see its fields */
  readonly alarmThresholds?: ProxyAlarmThresholds;
  /** Tags of all resources that have tags. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: DatabaseProxyTransforms;
}

/** A database on RDS, as its proxy has to know it. */
export interface ProxiedDatabase {
  /** A proxy of a cluster has a read-only endpoint too. */
  readonly kind: DatabaseKind;
  /**
   * Identifier of the DB instance, not of a replica, or of the DB cluster. Another one takes the place of the first.
   */
  readonly identifier: pulumi.Input<string>;
  /** Protocol of the engine. @default "POSTGRESQL" */
  readonly engineFamily?: EngineFamily;
  /** Security group whose members the database lets in; the proxy joins it. */
  readonly clientSecurityGroupId: pulumi.Input<string>;
}

/** Engines that a proxy speaks with. */
export type EngineFamily = "POSTGRESQL" | "MYSQL";

/** The connections that a proxy keeps to its database. */
export interface ConnectionPoolArgs {
  /**
   * Share of the database's connections, in percent from 1 to 100, that the proxy may open. The rest is for migrations,
   * for the rotation of passwords and for whoever looks into an incident.
   * @default 90
   */
  readonly maxConnectionsPercent?: number;
  /**
   * Share of the database's connections, in percent up to `maxConnectionsPercent`, that the proxy keeps open although
   * nobody uses them.
   * @default - half of `maxConnectionsPercent`
   */
  readonly maxIdleConnectionsPercent?: number;
  /**
   * Time that a client waits for a connection when all are in use, up to 5 minutes. A failover of a Multi-AZ instance
   * takes a minute or two: who doesn't wait gets an error.
   * @default "30s"
   */
  readonly connectionBorrowTimeout?: DurationQuantity;
  /**
   * What doesn't bind a client to one connection although it changes the session; for MySQL only, since RDS knows no
   * filter for PostgreSQL.
   * @default - everything that changes the session binds
   */
  readonly sessionPinningFilters?: readonly "EXCLUDE_VARIABLE_SETS"[];
  /**
   * SQL that runs first on each connection to the database, such as `SET statement_timeout = '30s'`. @default - none
   */
  readonly initQuery?: string;
}

/** When the alarms of a proxy sound. */
export interface ProxyAlarmThresholds {
  /** Average time that clients wait for a connection. @default "250ms" */
  readonly borrowLatency?: DurationQuantity;
  /** Share of the pool's connections that are in use, in percent. @default 80 */
  readonly connectionsPercent?: number;
}

/** Escape hatches, one for each kind of child. */
export interface DatabaseProxyTransforms extends StoreAccessTransforms {
  readonly proxy?: Transform<aws.rds.ProxyArgs>;
  readonly targetGroup?: Transform<aws.rds.ProxyDefaultTargetGroupArgs>;
  readonly target?: Transform<aws.rds.ProxyTargetArgs>;
  /** The read-only endpoint. */
  readonly readOnlyEndpoint?: Transform<aws.rds.ProxyEndpointArgs>;
  readonly role?: Transform<aws.iam.RoleArgs>;
  readonly rolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}
