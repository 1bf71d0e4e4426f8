import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { CacheArgs, CacheTransforms } from "./args";
import type { CacheSettings } from "./settings";
import type { CacheUsers } from "./users";

/**
 * Creates the secret with the clients' name and password as JSON. It gets a password once the user has it, and so never
 * tells one that the cache doesn't take.
 */
export function createSecret(
  children: Children<CacheTransforms>,
  args: Pick<CacheArgs, "kmsKeyArn" | "replica">,
  { username, recoveryWindowDays }: CacheSettings,
  { user, password }: CacheUsers,
): pulumi.Output<string> {
  const { name, parent, tags, transform } = children;
  const { kmsKeyArn, replica } = args;
  const logicalName = `${name}-user`;
  const secret = new aws.secretsmanager.Secret(
    ...transformed<aws.secretsmanager.SecretArgs>(
      transform.secret,
      logicalName,
      {
        description: `User of the cache ${name}`,
        kmsKeyId: kmsKeyArn,
        recoveryWindowInDays: recoveryWindowDays,
        ...(replica !== undefined && { replicas: [{ region: replica.region, kmsKeyId: replica.kmsKeyArn }] }),
        tags: namedTags(logicalName, tags),
      },
      { parent },
    ),
  );
  const version = new aws.secretsmanager.SecretVersion(
    ...transformed<aws.secretsmanager.SecretVersionArgs>(
      transform.secretVersion,
      logicalName,
      {
        secretId: secret.id,
        secretString: pulumi.secret(password.apply((value) => JSON.stringify({ username, password: value }))),
      },
      { parent, dependsOn: [user] },
    ),
  );
  return pulumi.all([secret.arn, version.id]).apply(([arn]) => arn);
}
