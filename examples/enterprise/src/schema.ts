import type { Database } from "./database";

/** Any number, the same in every instance. */
const LOCK = 7_461_203;

const STATEMENTS = [
  `create table if not exists proofs (
     id uuid primary key,
     digest text not null,
     created_at timestamptz not null default now(),
     queued_at timestamptz,
     processed_at timestamptz
   )`,
  "create index if not exists proofs_to_send on proofs (created_at) where queued_at is null",
];

/**
 * Makes the one table unless it is there; once in the life of a process. Instances that start at the same time wait for
 * each other: the lock ends with the transaction. Changes of a table that is there are work for migrations.
 */
export function schemaCreator(database: Pick<Database, "transaction">): () => Promise<void> {
  let created: Promise<void> | undefined;
  const create = (): Promise<void> =>
    database.transaction(async (transaction) => {
      await transaction.query("select pg_advisory_xact_lock($1)", [LOCK]);
      for (const statement of STATEMENTS) await transaction.query(statement);
    });
  return () => {
    created ??= create().catch((error: unknown) => {
      created = undefined; // whoever asks next tries again
      throw error;
    });
    return created;
  };
}
