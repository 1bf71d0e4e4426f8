import postgresParameters from "./postgres-parameters.json";

/** What is known of a parameter of a database. */
export interface DatabaseParameter {
  readonly applyType: "static" | "dynamic";
  readonly min?: number;
  readonly max?: number;
}

/** The group that a parameter is looked for in. */
export interface ParameterScope {
  readonly major: number;
  readonly isAurora: boolean;
  readonly isOfClusters: boolean;
}

/**
 * PostgreSQL's own parameters, as `postgres --describe-config` of version 18.4 tells them: those of the context
 * `postmaster` are static.
 */
const POSTGRES = new Map<string, DatabaseParameter>(
  Object.entries(postgresParameters as Readonly<Record<string, DatabaseParameter>>),
);

/** Parameters by the version that brought them (PostgreSQL Release Notes, 17 and 18). */
const SINCE: Readonly<Record<string, number>> = {
  ...since(
    17,
    "allow_alter_system commit_timestamp_buffers enable_group_by_reordering event_triggers io_combine_limit " +
      "max_notify_queue_pages multixact_member_buffers multixact_offset_buffers notify_buffers serializable_buffers " +
      "subtransaction_buffers summarize_wal sync_replication_slots synchronized_standby_slots transaction_buffers " +
      "transaction_timeout wal_summary_keep_time",
  ),
  ...since(
    18,
    "autovacuum_vacuum_max_threshold autovacuum_worker_slots enable_distinct_reordering enable_self_join_elimination " +
      "extension_control_path file_copy_method idle_replication_slot_timeout io_max_combine_limit io_max_concurrency " +
      "io_method io_workers log_lock_failures max_active_replication_origins md5_password_warnings " +
      "oauth_validator_libraries ssl_groups ssl_tls13_ciphers track_cost_delay_timing " +
      "vacuum_max_eager_freeze_failure_rate vacuum_truncate",
  ),
};

/** Parameters of RDS and of its extensions (Amazon RDS User Guide, "RDS for PostgreSQL DB instance parameter list"). */
const STATIC =
  "cron.database_name cron.log_statement cron.max_running_jobs cron.use_background_workers pg_prewarm.autoprewarm " +
  "pg_stat_statements.max rds.custom_dns_resolution rds.logical_replication rds.pg_stat_ramdisk_size " +
  "rds.rds_superuser_reserved_connections rds.restrict_password_commands";
const DYNAMIC =
  "auto_explain.log_analyze auto_explain.log_buffers auto_explain.log_format auto_explain.log_min_duration " +
  "auto_explain.log_nested_statements auto_explain.log_timing auto_explain.log_triggers auto_explain.log_verbose " +
  "auto_explain.sample_rate cron.log_run pg_stat_statements.save pg_stat_statements.track " +
  "pg_stat_statements.track_planning pg_stat_statements.track_utility pgaudit.log pgaudit.log_catalog " +
  "pgaudit.log_level pgaudit.log_parameter pgaudit.log_relation pgaudit.log_statement_once pgaudit.role " +
  "rds.accepted_password_auth_method rds.adaptive_autovacuum rds.allowed_extensions rds.force_admin_logging_level " +
  "rds.force_autovacuum_logging_level rds.force_ssl rds.log_retention_period";
/** Parameters that only Aurora has (Amazon Aurora User Guide, "Aurora PostgreSQL cluster-level parameters"). */
const AURORA_STATIC = "rds.babelfish_status rds.enable_plan_management";
const AURORA_DYNAMIC =
  "apg_plan_mgmt.capture_plan_baselines apg_plan_mgmt.use_plan_baselines aurora_stat_utils_calculate " +
  "rds.global_db_rpo";

/** Parameters of RDS whose values are numbers, with the allowed ones. */
const RANGES: Readonly<Record<string, readonly [min: number, max: number]>> = {
  max_connections: [6, 8_388_607],
  "auto_explain.log_min_duration": [-1, 2_147_483_647],
  "auto_explain.sample_rate": [0, 1],
  "pg_stat_statements.max": [100, 2_147_483_647],
  "rds.adaptive_autovacuum": [0, 1],
  "rds.force_ssl": [0, 1],
  "rds.log_retention_period": [1440, 10_080],
  "rds.logical_replication": [0, 1],
  "rds.restrict_password_commands": [0, 1],
};

/** Parameters that Aurora has in the groups of clusters only (Amazon Aurora User Guide, the same section). */
const OF_CLUSTERS_ONLY: ReadonlySet<string> = new Set([
  "password_encryption",
  "rds.accepted_password_auth_method",
  "rds.babelfish_status",
  "rds.force_ssl",
  "rds.global_db_rpo",
  "rds.logical_replication",
  "rds.restrict_password_commands",
  "timezone",
  "track_commit_timestamp",
]);

/** Parameters that RDS sets itself (`IsModifiable` in Amazon RDS API Reference, Parameter). */
export const UNMODIFIABLE: ReadonlySet<string> = new Set(
  (
    "allow_alter_system archive_cleanup_command archive_command archive_library archive_mode bonjour bonjour_name " +
    "cluster_name data_directory data_sync_retry dynamic_shared_memory_type event_source external_pid_file fsync " +
    "full_page_writes hba_file hot_standby ident_file listen_addresses log_directory log_file_mode log_timezone " +
    "log_truncate_on_rotation logging_collector port primary_conninfo primary_slot_name recovery_end_command " +
    "recovery_target recovery_target_action recovery_target_inclusive recovery_target_lsn recovery_target_name " +
    "recovery_target_time recovery_target_timeline recovery_target_xid restore_command ssl ssl_ca_file ssl_cert_file " +
    "ssl_crl_dir ssl_crl_file ssl_dh_params_file ssl_key_file ssl_passphrase_command syslog_facility syslog_ident " +
    "unix_socket_directories unix_socket_group unix_socket_permissions wal_level wal_sync_method"
  ).split(" "),
);

/** A parameter by its name in small letters; undefined where a group of the family doesn't have it. */
export function parameterOf(name: string, scope: ParameterScope): DatabaseParameter | undefined {
  if ((SINCE[name] ?? 0) > scope.major) return undefined;
  if (scope.isAurora && !scope.isOfClusters && OF_CLUSTERS_ONLY.has(name)) return undefined;
  const parameter = postgresParameter(name, scope.major) ?? ownParameter(name, scope.isAurora);
  return parameter === undefined ? undefined : withRange(name, parameter);
}

function withRange(name: string, parameter: DatabaseParameter): DatabaseParameter {
  const [min, max] = RANGES[name] ?? [parameter.min, parameter.max];
  return { ...parameter, min, max };
}

/** PostgreSQL 18 Release Notes: since then the number of autovacuum workers changes without a restart. */
function postgresParameter(name: string, major: number): DatabaseParameter | undefined {
  const parameter = POSTGRES.get(name);
  return name === "autovacuum_max_workers" && major < 18 ? { ...parameter, applyType: "static" } : parameter;
}

function ownParameter(name: string, isAurora: boolean): DatabaseParameter | undefined {
  const isIn = (names: string, auroraNames: string): boolean =>
    [...names.split(" "), ...(isAurora ? auroraNames.split(" ") : [])].includes(name);
  if (isIn(STATIC, AURORA_STATIC)) return { applyType: "static" };
  return isIn(DYNAMIC, AURORA_DYNAMIC) ? { applyType: "dynamic" } : undefined;
}

function since(major: number, names: string): Readonly<Record<string, number>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, major]));
}
