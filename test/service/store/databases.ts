import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ADMINISTRATOR, type Postgres, startPostgres } from "../../examples/enterprise/servers/postgres";

/** Kinds of databases that the service keeps what it knows in. */
export const DATABASES = ["SQLite", "PostgreSQL"] as const;

/** Empty databases of a kind, one after another. */
export interface DatabaseServer {
  /** A place of an empty one. */
  empty(): Promise<string>;
  end(): Promise<void>;
}

/** Starts what databases of a kind need. */
export async function startDatabases(kind: (typeof DATABASES)[number]): Promise<DatabaseServer> {
  const directory = mkdtempSync(join(tmpdir(), "proofpix-service-"));
  let count = 0;
  if (kind === "SQLite") {
    const empty = () => Promise.resolve(join(directory, `${++count}.sqlite`));
    return { empty, end: () => remove(directory) };
  }
  const [postgres] = await startPostgres(directory, 0);
  return {
    empty: async () => {
      const name = `service_${++count}`;
      await created(name, postgres);
      return urlOf(name, postgres);
    },
    end: async () => {
      await postgres.process.stop();
      await remove(directory);
    },
  };
}

function remove(directory: string): Promise<void> {
  return rm(directory, { recursive: true, force: true });
}

async function created(name: string, postgres: Postgres): Promise<void> {
  const { Client } = await import("pg");
  const client = new Client({ connectionString: urlOf("postgres", postgres) });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
}

function urlOf(database: string, { port, certificate }: Postgres): string {
  const { username, password } = ADMINISTRATOR;
  const options = new URLSearchParams({ sslmode: "verify-full", sslrootcert: certificate });
  return `postgresql://${username}:${password}@localhost:${port}/${database}?${options.toString()}`;
}
