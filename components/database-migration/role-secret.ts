import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { createRolePassword } from "../shared/database-role";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { DatabaseMigrationArgs, DatabaseMigrationTransforms } from "./args";

const DEFAULT_RECOVERY_WINDOW_DAYS = 30;

/**
 * The secret with name and password of the migration's role. Nothing rotates it: the role may log in for as long as its
 * command gives it, which is the time of a migration.
 * @returns ARN of the secret, known once it has a value.
 */
export function createRoleSecret(
  children: Children<DatabaseMigrationTransforms>,
  { kmsKeyArn, recoveryWindowDays }: Pick<DatabaseMigrationArgs, "kmsKeyArn" | "recoveryWindowDays">,
  username: string,
): pulumi.Output<string> {
  const { name, parent, tags, transform } = children;
  const password = createRolePassword(children);
  const secret = new aws.secretsmanager.Secret(
    ...transformed<aws.secretsmanager.SecretArgs>(
      transform.secret,
      name,
      {
        description: `Credentials of the database role of ${name}`,
        kmsKeyId: kmsKeyArn,
        recoveryWindowInDays: recoveryWindowDays ?? DEFAULT_RECOVERY_WINDOW_DAYS,
        tags: namedTags(name, tags),
      },
      { parent },
    ),
  );
  const value = password.result.apply((text) => JSON.stringify({ username, password: text }));
  const version = new aws.secretsmanager.SecretVersion(
    ...transformed<aws.secretsmanager.SecretVersionArgs>(
      transform.secretVersion,
      name,
      { secretId: secret.id, secretString: pulumi.secret(value) },
      { parent },
    ),
  );
  return version.secretArn;
}
