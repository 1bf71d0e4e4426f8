import * as pulumi from "@pulumi/pulumi";
import type { MigratedDatabase as ComponentDatabase } from "../../../../components/database-migration";
import { UNKNOWN } from "../../dependencies";
import type { ReachableDatabase } from "./binding";

/** A database as a migration reaches it, with the variables that tell where it is. */
export interface MigratedDatabase extends ComponentDatabase {
  readonly environment: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The database itself, and no proxy before it: a migration holds locks of its session. */
export function migratedDatabase({
  database,
  credentials,
}: Pick<ReachableDatabase, "database"> & {
  readonly credentials: Pick<ReachableDatabase["credentials"], "secretArn">;
}): MigratedDatabase {
  const { writerHost, port, databaseName, clientSecurityGroupId } = database;
  return {
    writerHost,
    clientSecurityGroupId,
    administratorSecretArn: credentials.secretArn,
    environment: {
      DATABASE_HOST: writerHost,
      DATABASE_PORT: pulumi.interpolate`${port}`,
      DATABASE_NAME: databaseName,
    },
  };
}

/** The same before anything exists. */
export function unknownMigratedDatabase(): MigratedDatabase {
  const database = { writerHost: UNKNOWN, databaseName: UNKNOWN, clientSecurityGroupId: UNKNOWN };
  return migratedDatabase({
    database: { ...database, port: UNKNOWN.apply(Number), readerHosts: UNKNOWN.apply((text) => [text]) },
    credentials: { secretArn: UNKNOWN },
  });
}
