import { type DatabaseKind, isCluster } from "../database/engines";

/** What the secret of a database's user holds. */
export interface DatabaseSecret {
  readonly kind: DatabaseKind;
  readonly identifier: string;
  readonly writerHost: string;
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
  const { kind, identifier, writerHost, port, databaseName, username, password } = secret;
  return JSON.stringify({
    engine: "postgres",
    host: writerHost,
    port,
    dbname: databaseName,
    username,
    password,
    ssl: true,
    [isCluster(kind) ? "dbClusterIdentifier" : "dbInstanceIdentifier"]: identifier,
  });
}
