import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { DatabaseKind } from "../database";
import type { LogRetentionDays } from "../shared/log-retention";
import type { AlarmTopics } from "../shared/severity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Arguments of `DatabaseCredentials`. */
export interface DatabaseCredentialsArgs {
  /** Database and its user, whom the secret is about: a `Database` is one. */
  readonly database: CredentialsDatabase;
  /**
   * ARN of the KMS key, in the region of the database, that encrypts the secret and the logs of its rotation. The key's
   * policy has to let CloudWatch Logs use it, as that of `EncryptionKey` does.
   */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** VPC of the database. */
  readonly vpcId: pulumi.Input<string>;
  /**
   * Private subnets in which the rotation's function runs, from where it reaches Secrets Manager through a NAT gateway
   * or an interface endpoint. A change moves the function without replacing it.
   */
  readonly subnetIds: pulumi.Input<readonly pulumi.Input<string>[]>;
  /** When the password changes. @default - every 30 days, between 0:00 and 4:00 UTC */
  readonly rotation?: RotationArgs;
  /** A second region that keeps a copy of the secret, which Secrets Manager updates. @default - none */
  readonly replica?: SecretReplicaArgs;
  /**
   * Days, from 7 to 30, for which a deleted secret can be restored; 0 deletes it at once. Takes effect when the secret
   * is deleted.
   * @default 30
   */
  readonly recoveryWindowDays?: number;
  /** Days for which the logs of the rotation are kept. @default 365 */
  readonly logRetentionDays?: LogRetentionDays;
  /** ARNs of topics that are told when a rotation fails. @default - nobody is told */
  readonly alarmActions?: AlarmTopics | undefined;
  /** Tags of all resources that have tags. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: DatabaseCredentialsTransforms;
}

/** A PostgreSQL database on RDS and its user, as the secret tells them. */
export interface CredentialsDatabase {
  /** Kind of the database, which decides whether it is a cluster. */
  readonly kind: DatabaseKind;
  /** Identifier of the DB instance or DB cluster. */
  readonly identifier: pulumi.Input<string>;
  /** Host that takes writes: of the database itself, not of a proxy before it. */
  readonly writerHost: pulumi.Input<string>;
  /** Port on which the database accepts connections. */
  readonly port: pulumi.Input<number>;
  /** Name of the database to which the user connects. */
  readonly databaseName: pulumi.Input<string>;
  /** Name of the user, who changes their own password at each rotation. */
  readonly username: pulumi.Input<string>;
  /** First password of the user, from 8 characters: a secret output. Rotation puts others in its place. */
  readonly password: pulumi.Input<string>;
  /**
   * Changed whenever the database has other credentials or another address than the secret tells, as after a restore:
   * the secret then gets all of this anew. A change of anything else here writes nothing, since it would put the first
   * password in the place of the rotated one.
   * @default - the first database
   */
  readonly revision?: string | undefined;
  /** Security group whose members the database lets in; the rotation's function joins it. */
  readonly clientSecurityGroupId: pulumi.Input<string>;
}

/** When the password of a database's user changes. */
export interface RotationArgs {
  /**
   * Days between two rotations, from 1 to 365. Less than a week is advised against: Secrets Manager keeps some hundred
   * values of a secret, and the first one should outlive the secret's resources.
   * @default 30
   */
  readonly days?: number;
  /** Hours after midnight UTC within which the rotation happens, from 1 to 24. @default 4 */
  readonly windowHours?: number;
  /**
   * Whether the password changes at once when this is created and whenever the schedule or the function changes. If it
   * doesn't, Secrets Manager only tests then whether the function can log in.
   * @default false
   */
  readonly immediately?: boolean;
}

/** A copy of the secret in a second region. */
export interface SecretReplicaArgs {
  /** Region of the copy, of the same partition. A change deletes the copy and makes another. */
  readonly region: string;
  /** ARN of the KMS key, in that region, that encrypts the copy. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Escape hatches, one for each kind of child. */
export interface DatabaseCredentialsTransforms {
  readonly secret?: Transform<aws.secretsmanager.SecretArgs>;
  readonly secretVersion?: Transform<aws.secretsmanager.SecretVersionArgs>;
  readonly secretRotation?: Transform<aws.secretsmanager.SecretRotationArgs>;
  /** The stack of AWS's application, which makes the function. */
  readonly rotationStack?: Transform<aws.serverlessrepository.CloudFormationStackArgs>;
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly egressRule?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}
