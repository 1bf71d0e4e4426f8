import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type * as random from "@pulumi/random";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import type { CredentialsDatabase } from "./args";

/** Arguments of `ServiceCredentials`. */
export interface ServiceCredentialsArgs {
  /** Database in which services have a role of their own: a `Database` is one. */
  readonly database: ServiceDatabase;
  /**
   * Name of the role: lower-case letters, digits and underscores. Another name gets a value of its own in the secret,
   * with the first password; the former role stays in the database.
   * @default "service"
   */
  readonly username?: string;
  /** ARN of the KMS key, in the region of the database, that encrypts the secret. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Days, from 7 to 30, for which a deleted secret can be restored; 0 deletes it at once. Takes effect when the secret
   * is deleted.
   * @default 30
   */
  readonly recoveryWindowDays?: number;
  /** Tags of all resources that have tags. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: ServiceCredentialsTransforms;
}

/** A PostgreSQL database on RDS, as the secret tells it. */
export type ServiceDatabase = Pick<
  CredentialsDatabase,
  "databaseName" | "identifier" | "kind" | "port" | "revision" | "writerHost"
>;

/** Escape hatches, one for each kind of child. */
export interface ServiceCredentialsTransforms {
  readonly password?: Transform<random.RandomPasswordArgs>;
  readonly secret?: Transform<aws.secretsmanager.SecretArgs>;
  readonly secretVersion?: Transform<aws.secretsmanager.SecretVersionArgs>;
}
