import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Client } from "pg";
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
  const client = await connected(postgres);
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
}

/** PostgreSQL takes connections before it takes statements (SQLSTATE 57P03, "cannot_connect_now"). */
async function connected(postgres: Postgres): Promise<Client> {
  const { Client } = await import("pg");
  for (;;) {
    const client = new Client({ connectionString: urlOf("postgres", postgres) });
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "57P03")) throw error;
      await setTimeout(50);
    }
  }
}

function urlOf(database: string, { port, certificate }: Postgres): string {
  const { username, password } = ADMINISTRATOR;
  const options = new URLSearchParams({ sslmode: "verify-full", sslrootcert: certificate });
  return `postgresql://${username}:${password}@localhost:${port}/${database}?${options.toString()}`;
}
