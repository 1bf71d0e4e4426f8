import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatementInput } from "../shared/policy-document";
import { readSecretStatements } from "../shared/secret-access";
import { requireValid } from "../shared/validation";
import type { DatabaseCredentialsArgs } from "./args";
import { createRotation, createRotationFunction } from "./rotation";
import { createSecret, createValue } from "./secret";
import { validateDatabaseCredentials } from "./validate";

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
