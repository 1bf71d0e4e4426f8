import type { SqlDatabase } from "./sql";

type Migration = (database: Pick<SqlDatabase, "countingKey">) => readonly string[];

/** Changes of the schema, in their order. One that was released is never changed: another follows it. */
const MIGRATIONS: readonly Migration[] = [
  ({ countingKey }) => [
    `CREATE TABLE runs (
      id TEXT PRIMARY KEY, environment TEXT NOT NULL, kind TEXT NOT NULL, request TEXT NOT NULL, who TEXT NOT NULL,
      origin TEXT NOT NULL, status TEXT NOT NULL, accepted_at TEXT NOT NULL, ended_at TEXT, problem TEXT,
      worker TEXT NOT NULL, renewed_at TEXT NOT NULL)`,
    // One deployment a stack, whichever instance of the service accepted it.
    "CREATE UNIQUE INDEX one_run_at_once ON runs (environment) WHERE ended_at IS NULL",
    `CREATE TABLE idempotency_keys (
      who TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, run TEXT NOT NULL, used_at TEXT NOT NULL,
      PRIMARY KEY (who, name))`,
    `CREATE TABLE events (
      sequence ${countingKey}, environment TEXT NOT NULL, run TEXT NOT NULL, at TEXT NOT NULL, code TEXT NOT NULL,
      data TEXT NOT NULL)`,
    "CREATE INDEX events_of_run ON events (run, sequence)",
    `CREATE TABLE deployments (
      environment TEXT NOT NULL, id TEXT NOT NULL, started_at TEXT NOT NULL, status TEXT NOT NULL, kind TEXT NOT NULL,
      content TEXT NOT NULL, PRIMARY KEY (environment, id))`,
    "CREATE INDEX deployments_by_time ON deployments (started_at DESC, id DESC)",
    `CREATE TABLE health_spans (
      environment TEXT NOT NULL, began_at TEXT NOT NULL, seen_at TEXT NOT NULL, problems TEXT NOT NULL,
      PRIMARY KEY (environment, began_at))`,
    `CREATE TABLE views (
      environment TEXT NOT NULL, name TEXT NOT NULL, read_at TEXT NOT NULL, content TEXT NOT NULL,
      PRIMARY KEY (environment, name))`,
  ],
  () => [
    // Pages and details of ten thousands of deployments read what they show, no more.
    "CREATE INDEX deployments_of_environment ON deployments (environment, started_at DESC, id DESC)",
    "CREATE INDEX deployments_by_status ON deployments (status, started_at DESC, id DESC)",
    "CREATE INDEX deployments_by_id ON deployments (id)",
    "CREATE TABLE indexed_histories (environment TEXT PRIMARY KEY, digest TEXT NOT NULL)",
  ],
];

/** Brings a database's schema up to date. Of several instances that start at once, one does it. */
export async function migrate(database: SqlDatabase): Promise<void> {
  await database.change("CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY)");
  for (const [index, migration] of MIGRATIONS.entries()) {
    await applyOnce(index + 1, migration(database), database);
  }
}

async function applyOnce(version: number, statements: readonly string[], database: SqlDatabase): Promise<void> {
  await database.transaction(async (sql) => {
    // Whoever comes second waits here until the first has ended.
    const isFirst = await sql.change("INSERT INTO schema_versions VALUES (?) ON CONFLICT DO NOTHING", version);
    if (isFirst === 0) return;
    for (const statement of statements) await sql.change(statement);
  });
}
