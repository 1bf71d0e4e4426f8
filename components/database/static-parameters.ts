/**
 * Parameters that PostgreSQL reads only when it starts (PostgreSQL, "pg_settings": context `postmaster`), and those
 * that RDS adds. RDS refuses to apply them at once (Amazon RDS API Reference, "Parameter").
 */
const STATIC_PARAMETERS: ReadonlySet<string> = new Set([
  "autovacuum_freeze_max_age",
  "autovacuum_max_workers",
  "autovacuum_multixact_freeze_max_age",
  "hot_standby",
  "huge_pages",
  "io_max_concurrency",
  "io_method",
  "jit_provider",
  "max_connections",
  "max_files_per_process",
  "max_locks_per_transaction",
  "max_logical_replication_workers",
  "max_pred_locks_per_transaction",
  "max_prepared_transactions",
  "max_replication_slots",
  "max_wal_senders",
  "max_worker_processes",
  "min_dynamic_shared_memory",
  "pg_stat_statements.max",
  "port",
  "rds.logical_replication",
  "reserved_connections",
  "shared_buffers",
  "shared_preload_libraries",
  "superuser_reserved_connections",
  "track_activity_query_size",
  "track_commit_timestamp",
  "wal_buffers",
  "wal_decode_buffer_size",
]);

/** Whether a parameter takes a restart of the database. */
export function isStaticParameter(name: string): boolean {
  return STATIC_PARAMETERS.has(name);
}
