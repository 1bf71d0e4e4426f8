import * as pulumi from "@pulumi/pulumi";
import { createRolePassword } from "../shared/database-role";
import type { PolicyStatementInput } from "../shared/policy-document";
import { readSecretStatements } from "../shared/secret-access";
import { requireValid } from "../shared/validation";
import { createSecret, createValue } from "./secret";
import type { ServiceCredentialsArgs } from "./service-credentials-args";
import { DEFAULT_SERVICE_USERNAME, validateServiceCredentials } from "./service-credentials-validate";

const FIRST_REVISION = "1";

/**
 * The credentials of the role of PostgreSQL with which services log in, in a secret of Secrets Manager that AWS's
 * rotation functions read. The role itself is made by whoever administers the database, as `DatabaseMigration` does:
 * until then nobody can log in with them. About $0.40 a month for the secret.
 */
export class ServiceCredentials extends pulumi.ComponentResource {
  /** ARN of the secret, known once it has a value. */
  readonly secretArn: pulumi.Output<string>;
  /**
   * Id of the value that the program wrote last; a rotation leaves it as it is. With another one, the role in the
   * database has to get the password anew.
   */
  readonly secretVersion: pulumi.Output<string>;
  /** Statements with which a role of IAM may read the secret, now and after each rotation. */
  readonly readStatements: readonly PolicyStatementInput[];

  /** @throws {pulumi.InputPropertiesError} naming everything that is wrong with the arguments. */
  constructor(name: string, args: ServiceCredentialsArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("ServiceCredentials", name, args, validateServiceCredentials);
    super("proofpix:database-credentials:ServiceCredentials", name, {}, opts);

    const children = { name, parent: this, tags: args.tags, transform: args.transform ?? {} };
    const username = args.username ?? DEFAULT_SERVICE_USERNAME;
    const { kind, identifier, writerHost, port, databaseName, revision = FIRST_REVISION } = args.database;
    const { result: password } = createRolePassword(children);
    const secret = createSecret(children, args);
    const database = { kind, identifier, writerHost, port, databaseName, username, password };
    const version = createValue(
      children,
      { database: { ...database, revision: `${username}-${revision}` } },
      secret.id,
    );

    this.secretArn = version.secretArn;
    this.secretVersion = version.versionId;
    this.readStatements = readSecretStatements({ secretArn: secret.arn, kmsKeyArn: args.kmsKeyArn });
    this.registerOutputs({ secretArn: this.secretArn, secretVersion: this.secretVersion });
  }
}
