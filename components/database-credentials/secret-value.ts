/** What the secret of a database's user holds. */
export interface DatabaseSecret {
  readonly kind: "instance" | "multi-az-cluster" | "aurora" | "aurora-serverless";
  readonly identifier: string;
  readonly host: string;
  readonly port: number;
  readonly databaseName: string;
  readonly username: string;
  readonly password: string;
}

/**
 * The secret's JSON as AWS's rotation functions read it (AWS Secrets Manager User Guide, "JSON structure of AWS Secrets
 * Manager secrets"). With `ssl` the function logs in over TLS or not at all.
 */
export function databaseSecretValue(secret: DatabaseSecret): string {
  const { kind, identifier, host, port, databaseName, username, password } = secret;
  return JSON.stringify({
    engine: "postgres",
    host,
    port,
    dbname: databaseName,
    username,
    password,
    ssl: true,
    [kind === "instance" ? "dbInstanceIdentifier" : "dbClusterIdentifier"]: identifier,
  });
}
