import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { SecretSource } from "../shared/secret-source";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { ApplicationSecret, ApplicationSecretsArgs } from "./args";
import { validateApplicationSecrets } from "./validate";

const RECOVERY_WINDOW_DAYS = 30;

/**
 * Secrets of an application in Secrets Manager, by name: each encrypted with the given key, created empty or with a
 * value, and copied to a second region where one is given. No value is ever in plain text in the engine's state.
 */
export class ApplicationSecrets<SecretName extends string = string> extends pulumi.ComponentResource {
  /** ARN of each secret, by its name. */
  readonly secretArns: Readonly<Record<SecretName, pulumi.Output<string>>>;

  /**
   * What a container's `secrets` take for each secret, by its name: the ARN, with the version where a value is given.
   * Another value is another version, and so deploys the services that read it; a rollback gets the former value back.
   * Without a given value it is the ARN alone, and each task reads what is current when it starts.
   */
  readonly sources: Readonly<Record<SecretName, SecretSource>>;

  /** @throws {pulumi.InputPropertiesError} naming everything that is wrong with the arguments. */
  constructor(name: string, args: ApplicationSecretsArgs<SecretName>, opts?: pulumi.ComponentResourceOptions) {
    requireValid<ApplicationSecretsArgs>("ApplicationSecrets", name, args, validateApplicationSecrets);
    super("proofpix:application-secrets:ApplicationSecrets", name, {}, opts);

    const created = Object.entries<ApplicationSecret>(args.secrets).map(([secretName, secret]) => {
      const { arn } = this.createSecret(`${name}-${secretName}`, secret, args);
      const version = this.createVersion(`${name}-${secretName}`, arn, secret, args);
      const source = version === undefined ? arn : { secretArn: arn, versionId: version.versionId };
      return { secretName, arn, source };
    });

    this.secretArns = bySecretName(created.map(({ secretName, arn }) => [secretName, arn]));
    this.sources = bySecretName(created.map(({ secretName, source }) => [secretName, source]));
    this.registerOutputs({ secretArns: this.secretArns });
  }

  private createSecret(
    name: string,
    { description, recoveryWindowInDays = RECOVERY_WINDOW_DAYS }: ApplicationSecret,
    { kmsKeyArn, replica, tags, transform }: ApplicationSecretsArgs,
  ): aws.secretsmanager.Secret {
    const replicas = replica && [{ region: replica.region, kmsKeyId: replica.kmsKeyArn }];
    return new aws.secretsmanager.Secret(
      ...transformed<aws.secretsmanager.SecretArgs>(
        transform?.secret,
        name,
        {
          ...(description !== undefined && { description }),
          kmsKeyId: kmsKeyArn,
          recoveryWindowInDays,
          ...(replicas !== undefined && { replicas }),
          tags: namedTags(name, tags),
        },
        { parent: this },
      ),
    );
  }

  /** None without a value: a version of an empty secret would overwrite what somebody put there. */
  private createVersion(
    name: string,
    secretId: pulumi.Output<string>,
    { value }: ApplicationSecret,
    { transform }: ApplicationSecretsArgs,
  ): aws.secretsmanager.SecretVersion | undefined {
    if (value === undefined) return undefined;
    return new aws.secretsmanager.SecretVersion(
      ...transformed<aws.secretsmanager.SecretVersionArgs>(
        transform?.version,
        name,
        { secretId, secretString: pulumi.secret(value) },
        { parent: this },
      ),
    );
  }
}

/** Values by the names of all secrets. */
function bySecretName<SecretName extends string, Value>(
  entries: readonly (readonly [string, Value])[],
): Record<SecretName, Value> {
  return Object.fromEntries(entries) as Record<SecretName, Value>;
}
