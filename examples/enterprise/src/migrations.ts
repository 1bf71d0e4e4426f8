/** A step of the schema, applied once to each database, in one transaction. */
export interface SchemaMigration {
  /** Kept for good: databases know by it what was applied. */
  readonly name: string;
  readonly statements: readonly string[];
}

/** Table that tells which steps a database has; it is nothing for services. */
export const RECORDS_TABLE = "schema_migrations";

/** Makes that table, unless it is there. */
export const CREATE_RECORDS = `create table if not exists ${RECORDS_TABLE} (name text primary key, applied_at timestamptz not null default now())`;

/**
 * The schema's steps, in order; what was released is never changed. Each leaves a schema with which the version before
 * can work, too: both serve while a deployment lasts (docs/migrations.md).
 */
export const MIGRATIONS: readonly SchemaMigration[] = [
  {
    name: "0001-proofs",
    // Versions before migrations made the table by themselves, so that it may be there.
    statements: [
      `create table if not exists proofs (
         id uuid primary key,
         digest text not null,
         created_at timestamptz not null default now(),
         queued_at timestamptz,
         processed_at timestamptz
       )`,
    ],
  },
  {
    name: "0002-proofs-to-send",
    statements: ["create index if not exists proofs_to_send on proofs (created_at) where queued_at is null"],
  },
];
