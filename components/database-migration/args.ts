import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";
import type { Architecture } from "../shared/architecture";
import type { LogRetentionDays } from "../shared/log-retention";
import type { CpuQuantity, DurationQuantity, SizeQuantity } from "../shared/quantity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import type { MigrationRunArgs } from "./migration-run";

/** Arguments of `DatabaseMigration`. */
export interface DatabaseMigrationArgs {
  /** ARN of the ECS cluster in which the task runs, on Fargate. */
  readonly clusterArn: pulumi.Input<string>;
  /** VPC of the task. Changing it replaces the security group of the task. */
  readonly vpcId: pulumi.Input<string>;
  /** IPv4 block of the VPC, within which the task may open connections to every port. */
  readonly vpcCidrBlock: pulumi.Input<string>;
  /** Private subnets of the task, from where it reaches the image's registry and the database. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;

  /**
   * Image by digest, `repository@sha256:…`: that of the service which the migration prepares. Another digest runs the
   * migration before the service is changed.
   */
  readonly image: pulumi.Input<string>;
  /**
   * ARN of the Secrets Manager secret with `username` and `password` of a private registry.
   * @default - an image of ECR, or a public one
   */
  readonly registryCredentialsArn?: pulumi.Input<string> | undefined;
  /**
   * What the container runs to migrate the schema, in place of the image's own command. It finds the role's name and
   * password in `DATABASE_USERNAME` and `DATABASE_PASSWORD`, ends with 0 once every migration has been applied, and
   * does nothing where all have been. A change runs the migration.
   */
  readonly command: readonly string[];
  /** Environment variables of both containers, in plain text, such as the database's host. @default - none */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>> | undefined;
  /** CPU of the task; one of Fargate's pairs with the memory. @default "500m" */
  readonly cpu?: CpuQuantity;
  /** Memory of the task; one of Fargate's pairs with the CPU. @default "1Gi" */
  readonly memory?: SizeQuantity;
  /** Processor architecture for which the image is built. @default "x86_64" */
  readonly architecture?: Architecture;
  /**
   * Time after which a task that hasn't ended is stopped, and the update fails: from 1 minute to 6 hours. Waiting for a
   * place and for another migration counts.
   * @default "15m"
   */
  readonly timeout?: DurationQuantity;

  /** Database whose schema is migrated. Another one runs the migration. */
  readonly database: MigratedDatabase;
  /** Role of PostgreSQL with which the migration logs in. */
  readonly role: MigrationRoleArgs;
  /**
   * Role of PostgreSQL with which services log in, and which the role's command makes too: `ServiceCredentials` is one.
   * Adding it runs the migration.
   * @default - none: services log in with something else
   */
  readonly service?: ServiceRoleArgs | undefined;

  /**
   * Customer managed key that encrypts the role's secret and the log. Its policy has to let CloudWatch Logs use it, as
   * that of `EncryptionKey` does.
   */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Further customer managed keys under which the registry's credentials are encrypted. @default - none */
  readonly secretKeyArns?: readonly pulumi.Input<string>[];
  /**
   * Days, from 7 to 30, for which the deleted secret of the role can be restored; 0 deletes it at once.
   * @default 30
   */
  readonly recoveryWindowDays?: number;
  /** Days for which the task's log is kept. @default 365 */
  readonly logRetentionDays?: LogRetentionDays;
  /** Tags of all resources that have tags. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: DatabaseMigrationTransforms;
}

/** A PostgreSQL database, as the task reaches it. */
export interface MigratedDatabase {
  /**
   * Host that takes writes: of the database itself. Advisory locks and other state of a session hold one connection of
   * a proxy for themselves.
   */
  readonly writerHost: pulumi.Input<string>;
  /** Security group whose members the database lets in; the task joins it. */
  readonly clientSecurityGroupId: pulumi.Input<string>;
  /** ARN of the secret with `username` and `password` of a user who may create roles; `DatabaseCredentials` has it. */
  readonly administratorSecretArn: pulumi.Input<string>;
}

/** The role of PostgreSQL with which a migration logs in, and what makes it. */
export interface MigrationRoleArgs {
  /**
   * What a container of the same image runs first, as the database's administrator, to make the role or to renew its
   * password and rights. It finds the administrator's name and password in `DATABASE_USERNAME` and
   * `DATABASE_PASSWORD`, and those of the role in `MIGRATION_USERNAME` and `MIGRATION_PASSWORD`. The container of the
   * migration starts once this one has ended with 0.
   */
  readonly command: readonly string[];
  /**
   * Name of the role: lower-case letters, digits and underscores. Another name makes another role; the former stays.
   * @default "migration"
   */
  readonly username?: string;
}

/** The role of PostgreSQL with which services log in. */
export interface ServiceRoleArgs {
  /**
   * ARN of the secret with `username` and `password` of the role, which the role's command finds in `SERVICE_USERNAME`
   * and `SERVICE_PASSWORD`.
   */
  readonly secretArn: pulumi.Input<string>;
  /** Id of the secret's value. Another one runs the migration, so that the role gets its password. */
  readonly secretVersion: pulumi.Input<string>;
}

/** Escape hatches, one for each kind of child. */
export interface DatabaseMigrationTransforms {
  readonly password?: Transform<random.RandomPasswordArgs>;
  readonly secret?: Transform<aws.secretsmanager.SecretArgs>;
  readonly secretVersion?: Transform<aws.secretsmanager.SecretVersionArgs>;
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly executionRole?: Transform<aws.iam.RoleArgs>;
  readonly executionRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly taskRole?: Transform<aws.iam.RoleArgs>;
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly egressRule?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
  readonly taskDefinition?: Transform<aws.ecs.TaskDefinitionArgs>;
  readonly run?: Transform<MigrationRunArgs>;
}
