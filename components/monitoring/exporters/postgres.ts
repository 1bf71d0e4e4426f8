import type { MonitoredDatabase } from "../description";
import { EXPORTER_PORTS } from "../parts";
import type { ExporterContainer } from "./container";

/** How a server of a database is reached. */
export interface PostgresAddresses {
  /** Host of each server, by the names of the description. */
  readonly hosts: Readonly<Record<string, string>>;
  /** Port of the servers. @default 5432 */
  readonly port?: number;
  /** Name of the database to log in to. @default "postgres" */
  readonly databaseName?: string;
  /** File of the authorities that sign the servers' certificates, by which each server is verified with its name. */
  readonly certificateFile: string;
}

const POSTGRES_PORT = 5432;
/** A database of RDS' own, which no user may look into. */
const RDS_DATABASE = "rdsadmin";
/** Time within which a server has to answer all queries: less than a scrape takes. */
const COLLECTION_TIMEOUT = "9s";

/**
 * One postgres_exporter for each server. Its `/probe`, which asks several, is newer than version 0.11, still beta, and
 * wants the password in a file of its configuration; a container has it from the secret alone.
 *
 * The exporter reads its password once. After a rotation it tells `pg_up 0` until it is started anew, which
 * {@link postgresHealthCommand} has ECS do.
 */
export function postgresExporters(database: MonitoredDatabase, addresses: PostgresAddresses): ExporterContainer[] {
  return database.servers.map(({ name }, index) => {
    const port = EXPORTER_PORTS.database + index;
    return {
      name: `database-${name}`,
      port,
      arguments: [`--web.listen-address=:${port}`, `--exclude-databases=${RDS_DATABASE}`],
      environment: {
        DATA_SOURCE_URI: sourceUri(addresses.hosts[name] ?? name, addresses),
        PG_EXPORTER_COLLECTION_TIMEOUT: COLLECTION_TIMEOUT,
      },
      secretKeys: { DATA_SOURCE_USER: "username", DATA_SOURCE_PASS: "password" },
    };
  });
}

/** Address without a user, as `DATA_SOURCE_URI` takes it. */
function sourceUri(host: string, addresses: PostgresAddresses): string {
  const { port = POSTGRES_PORT, databaseName = "postgres", certificateFile } = addresses;
  return `${host}:${port}/${databaseName}?sslmode=verify-full&sslrootcert=${certificateFile}&connect_timeout=5`;
}

/** Succeeds while the exporter on a port can log in: a command for the health check of its container. */
export function postgresHealthCommand(port: number): string {
  return `wget -q -O - http://127.0.0.1:${port}/metrics | grep -q '^pg_up 1'`;
}
