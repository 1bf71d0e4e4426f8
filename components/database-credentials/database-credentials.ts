import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import type { PolicyStatementInput } from "../shared/policy-document";
import { readSecretStatements } from "../shared/secret-access";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { DatabaseCredentialsArgs, DatabaseCredentialsTransforms } from "./args";
import { createRotation, createRotationFunction } from "./rotation";
import { databaseSecretValue } from "./secret-value";
import { validateDatabaseCredentials } from "./validate";

const DEFAULT_RECOVERY_WINDOW_DAYS = 30;
const FIRST_REVISION = "1";

/**
 * The credentials of a database's user in Secrets Manager, whose password AWS's own rotation function changes on a
 * schedule. About $0.40 a month for the secret and as much for a copy in a second region; the function costs
 * nothing worth telling.
 */
export class DatabaseCredentials extends pulumi.ComponentResource {
  /** ARN of the secret, known once it has a value. */
  readonly secretArn: pulumi.Output<string>;
  /** ARN of the function that rotates the password. */
  readonly rotationFunctionArn: pulumi.Output<string>;
  /** Statements with which a role may read the secret, now and after each rotation. */
  readonly readStatements: readonly PolicyStatementInput[];

  /** @throws {pulumi.InputPropertiesError} naming everything that is wrong with the arguments. */
  constructor(name: string, args: DatabaseCredentialsArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("DatabaseCredentials", name, args, validateDatabaseCredentials);
    super("proofpix:database-credentials:DatabaseCredentials", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const secret = createSecret(children, args);
    const version = createValue(children, args, secret.id);
    const functionArn = createRotationFunction(children, args);
    // The value tells the ARN, since the function can't log in before the secret has a value.
    const rotation = createRotation(children, args.rotation, version.secretArn, functionArn);

    this.secretArn = version.secretArn;
    this.rotationFunctionArn = rotation.rotationLambdaArn.apply((arn) => arn ?? "");
    this.readStatements = readSecretStatements({ secretArn: secret.arn, kmsKeyArn: args.kmsKeyArn });
    this.registerOutputs({ secretArn: this.secretArn, rotationFunctionArn: this.rotationFunctionArn });
  }
}

function createSecret(
  { name, parent, tags, transform }: Children<DatabaseCredentialsTransforms>,
  { kmsKeyArn, replica, recoveryWindowDays }: DatabaseCredentialsArgs,
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
function createValue(
  { name, parent, transform }: Children<DatabaseCredentialsTransforms>,
  { database }: DatabaseCredentialsArgs,
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
