import type { Client } from "pg";
import { Umzug } from "umzug";
import type { Log } from "./log";
import { CREATE_RECORDS, MIGRATIONS, RECORDS_TABLE, type SchemaMigration } from "./migrations";

/** Any number, the same in every run. */
const LOCK = 7_461_203;

/**
 * Longest wait for a table that somebody uses: whoever asks for the table after a migration that waits has to wait as
 * well, and so the version that serves.
 */
const LOCK_TIMEOUT = "5s";

/**
 * Applies the migrations that a database lacks, each in a transaction of its own. One run at a time does so, and others
 * wait for it: the lock ends with the connection. Names that the list doesn't have are those of a newer version, and
 * stay.
 * @returns the names of those that were applied.
 */
export async function migrate(
  client: Pick<Client, "query">,
  log: Log,
  migrations: readonly SchemaMigration[] = MIGRATIONS,
): Promise<string[]> {
  await client.query("select pg_advisory_lock($1)", [LOCK]);
  await client.query(CREATE_RECORDS);
  await client.query(`set lock_timeout = '${LOCK_TIMEOUT}'`);
  const umzug = new Umzug({
    migrations: migrations.map(({ name, statements }) => ({ name, up: () => begin(client, statements) })),
    storage: recordsIn(client),
    logger: undefined,
  });
  umzug.on("migrated", ({ name }) => {
    log("info", "migrated", { migration: name });
  });
  const applied = await umzug.up();
  return applied.map(({ name }) => name);
}

/** Runs a migration's statements in a transaction, which ends when the migration is recorded. */
async function begin(client: Pick<Client, "query">, statements: readonly string[]): Promise<void> {
  await client.query("begin");
  for (const statement of statements) await client.query(statement);
}

/** What was applied, kept in the database itself. */
function recordsIn(client: Pick<Client, "query">) {
  return {
    async executed(): Promise<string[]> {
      const { rows } = await client.query<{ name: string }>(`select name from ${RECORDS_TABLE} order by name`);
      return rows.map(({ name }) => name);
    },
    async logMigration({ name }: { readonly name: string }): Promise<void> {
      await client.query(`insert into ${RECORDS_TABLE} (name) values ($1)`, [name]);
      await client.query("commit");
    },
    unlogMigration: (): Promise<void> => Promise.reject(new Error("a schema isn't migrated back")),
  };
}
