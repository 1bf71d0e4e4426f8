import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { CredentialsDatabase, DatabaseCredentialsArgs, DatabaseCredentialsTransforms } from "./args";
import { databaseSecretValue } from "./secret-value";

type SecretTransforms = Pick<DatabaseCredentialsTransforms, "secret" | "secretVersion">;
type SecretArgs = Pick<DatabaseCredentialsArgs, "kmsKeyArn" | "recoveryWindowDays" | "replica">;

const DEFAULT_RECOVERY_WINDOW_DAYS = 30;
const FIRST_REVISION = "1";

/** Creates a secret without a value. */
export function createSecret(
  { name, parent, tags, transform }: Children<SecretTransforms>,
  { kmsKeyArn, replica, recoveryWindowDays }: SecretArgs,
): aws.secretsmanager.Secret {
  return new aws.secretsmanager.Secret(
    ...transformed<aws.secretsmanager.SecretArgs>(
      transform.secret,
      name,
      {
        description: `Credentials of the database user of ${name}`,
        kmsKeyId: kmsKeyArn,
        recoveryWindowInDays: recoveryWindowDays ?? DEFAULT_RECOVERY_WINDOW_DAYS,
        ...(replica !== undefined && { replicas: [{ region: replica.region, kmsKeyId: replica.kmsKeyArn }] }),
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
}

/**
 * The secret's first value. What the program says later is ignored, or it would overwrite a rotated password; another
 * revision is another resource, which writes once more.
 */
export function createValue(
  { name, parent, transform }: Children<SecretTransforms>,
  { database }: { readonly database: Omit<CredentialsDatabase, "clientSecurityGroupId"> },
  secretId: pulumi.Input<string>,
): aws.secretsmanager.SecretVersion {
  const { kind, identifier, writerHost, port, databaseName, username, password, revision } = database;
  const value = pulumi
    .output({ kind, identifier, writerHost, port, databaseName, username, password })
    .apply(databaseSecretValue);
  return new aws.secretsmanager.SecretVersion(
    ...transformed<aws.secretsmanager.SecretVersionArgs>(
      transform.secretVersion,
      `${name}-${revision ?? FIRST_REVISION}`,
      { secretId, secretString: pulumi.secret(value) },
      { parent, ignoreChanges: ["secretString"] },
    ),
  );
}
