import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** A secret of the application. */
export interface ApplicationSecret {
  /** What the secret is for, in plain text. @default - none */
  readonly description?: string;
  /**
   * The value, at most 65,536 bytes; it is treated as a secret whether it was marked as one or not. Another value makes
   * a new version of the secret, which services get with their next deployment. A value that is taken away stays in
   * Secrets Manager.
   * @default - none: the secret is created empty, and what somebody puts into it is left alone
   */
  readonly value?: pulumi.Input<string> | undefined;
  /**
   * Days for which a deleted secret can be restored: 7 to 30, or 0 to delete it at once.
   * @default 30
   */
  readonly recoveryWindowInDays?: number;
}

/** Where the copies of secrets are kept. */
export interface SecretReplica {
  /** Another region than that of the secrets. */
  readonly region: string;
  /** ARN of the KMS key of that region which encrypts the copies: a key encrypts in its own region only. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Escape hatches, one for each kind of child. */
export interface ApplicationSecretsTransforms {
  readonly secret?: Transform<aws.secretsmanager.SecretArgs>;
  readonly version?: Transform<aws.secretsmanager.SecretVersionArgs>;
}

/** Arguments of `ApplicationSecrets`. */
export interface ApplicationSecretsArgs<SecretName extends string = string> {
  /**
   * The secrets by name. Each costs about $0.40 a month, and as much again in a second region (AWS's price list,
   * November 2026).
   */
  readonly secrets: Readonly<Record<SecretName, ApplicationSecret>>;
  /**
   * ARN of the KMS key that encrypts the secrets. Another key applies to values from then on, and the present value is
   * encrypted anew.
   */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Second region that keeps a copy of each secret, for the case that the first one is lost. To name another deletes
   * the copies in the former; to leave it out leaves them where they are.
   * @default - none
   */
  readonly replica?: SecretReplica;
  /** Tags of the secrets; versions have none. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: ApplicationSecretsTransforms;
}
