import { type DatabaseEngine, isAurora } from "./engines";
import { isStaticParameter } from "./static-parameters";
import { IDLE_TRANSACTION_SECONDS } from "./thresholds";

/** A setting of a parameter group. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
  readonly applyMethod: "immediate" | "pending-reboot";
}

/** What the settings follow from. */
export interface ParameterFacts {
  readonly engine: DatabaseEngine;
  /** Time from which on a statement is logged as slow. */
  readonly slowQueryMilliseconds: number;
  /** The user's own settings, which replace ours. */
  readonly overrides: Readonly<Record<string, string>>;
}

type Values = Readonly<Record<string, string>>;

/**
 * RDS's own limit of connections, and the most that it ever allows (Amazon RDS User Guide, "Quotas and constraints":
 * Maximum number of database connections).
 */
const CONNECTION_BYTES = 9_531_392;
const MOST_CONNECTIONS = 5000;
/**
 * A cluster that may shrink to half a capacity unit, or pause, takes no more (Amazon Aurora User Guide, "Maximum
 * connections for Aurora Serverless v2").
 */
const MOST_CONNECTIONS_WHEN_PAUSING = 2000;
const SMALLEST_CAPACITY_FOR_ALL_CONNECTIONS = 1;
/**
 * Share of an instance's memory that RDS leaves to PostgreSQL, about: the formulas count no more. Aurora's table of
 * connections says 823 for the 8 GiB of 4 capacity units, which would be 901 without.
 */
const USABLE_MEMORY = 0.875;
const BYTES_OF_MEBIBYTE = 1024 ** 2;

/**
 * Settings of a database, by name. Memory is written as RDS's formulas over the memory of the class
 * (`DBInstanceClassMemory`, in bytes), not as numbers: where a larger class waits for the maintenance window, a number
 * would be too much for the smaller one, which then doesn't start.
 */
export function tunedParameters({ engine, slowQueryMilliseconds, overrides }: ParameterFacts): Parameter[] {
  const values: Values = {
    ...security(),
    ...observation(slowQueryMilliseconds),
    ...maintenance(),
    ...connections(engine),
    ...memory(engine),
    ...(isAurora(engine.kind) ? {} : disks()),
    ...(engine.kind === "instance" ? blueGreenUpgrades() : {}),
    ...overrides,
  };
  return Object.entries(values)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => ({
      name,
      value,
      applyMethod: isStaticParameter(name) ? "pending-reboot" : "immediate",
    }));
}

/**
 * About how many connections a database takes, by the memory of its instances: as many as `max_connections` says, or
 * undefined where the user wrote a formula of their own.
 */
export function connectionLimit(
  engine: DatabaseEngine,
  memoryMebibytes: number,
  overrides: Values,
): number | undefined {
  const own = overrides.max_connections;
  if (own !== undefined) return /^\d+$/.test(own) ? Number(own) : undefined;
  const byMemory = Math.floor((memoryMebibytes * BYTES_OF_MEBIBYTE * USABLE_MEMORY) / CONNECTION_BYTES);
  return Math.min(byMemory, mostConnections(engine));
}

function mostConnections(engine: DatabaseEngine): number {
  return engine.kind === "aurora-serverless" && engine.minimumCapacity < SMALLEST_CAPACITY_FOR_ALL_CONNECTIONS
    ? MOST_CONNECTIONS_WHEN_PAUSING
    : MOST_CONNECTIONS;
}

/** Nobody connects without TLS (Amazon RDS User Guide, "Requiring an SSL connection to a PostgreSQL DB instance"). */
function security(): Values {
  return { "rds.force_ssl": "1", ssl_min_protocol_version: "TLSv1.2" };
}

/**
 * Slow statements, lock waits and schema changes are logged; statements are counted (PostgreSQL, "pg_stat_statements").
 */
function observation(slowQueryMilliseconds: number): Values {
  return {
    log_min_duration_statement: String(slowQueryMilliseconds),
    log_lock_waits: "1",
    log_statement: "ddl",
    shared_preload_libraries: "pg_stat_statements",
    track_io_timing: "1",
  };
}

/**
 * Vacuum runs when a twentieth of a table has changed instead of a fifth, and is logged when it takes ten seconds
 * (Amazon RDS User Guide, "Working with PostgreSQL autovacuum"). A transaction that is left open keeps vacuum from
 * cleaning up, so RDS ends it after five minutes without a statement.
 */
function maintenance(): Values {
  return {
    autovacuum_analyze_scale_factor: "0.05",
    autovacuum_vacuum_scale_factor: "0.05",
    log_autovacuum_min_duration: "10000",
    idle_in_transaction_session_timeout: String(IDLE_TRANSACTION_SECONDS * 1000),
  };
}

function connections(engine: DatabaseEngine): Values {
  // Aurora Serverless v2 finds its limit by the largest capacity itself, and another one for a small smallest capacity.
  if (engine.kind === "aurora-serverless") return {};
  return { max_connections: `LEAST({DBInstanceClassMemory/${CONNECTION_BYTES}},${MOST_CONNECTIONS})` };
}

/**
 * A quarter of the memory for PostgreSQL's own cache, and three quarters for both caches together (PostgreSQL,
 * "Resource Consumption": shared_buffers; "Query Planning": effective_cache_size). A quarter remains for sorts if as
 * many connections as there may be sort at once, and PostgreSQL's default at least. Each of three vacuum workers may
 * take a 32nd. Aurora sizes its cache itself, and Serverless all of its memory, as the capacity changes.
 */
function memory({ kind }: DatabaseEngine): Values {
  if (kind === "aurora-serverless") return {};
  const kibibytes = {
    work_mem: `GREATEST({DBInstanceClassMemory/${4 * MOST_CONNECTIONS * 1024}},4096)`,
    maintenance_work_mem: `GREATEST({DBInstanceClassMemory/${32 * 1024}},65536)`,
  };
  if (kind === "aurora") return kibibytes;
  // In pages of 8 KiB.
  return {
    ...kibibytes,
    shared_buffers: `{DBInstanceClassMemory/${4 * 8192}}`,
    effective_cache_size: `{DBInstanceClassMemory/${Math.ceil((8192 * 4) / 3)}}`,
  };
}

/**
 * Solid state disks answer a random read as fast as one in order, and many at once (PostgreSQL, "Query Planning":
 * random_page_cost; "Resource Consumption": effective_io_concurrency).
 */
function disks(): Values {
  return { random_page_cost: "1.1", effective_io_concurrency: "200" };
}

/**
 * RDS upgrades to another major version beside the running database only with logical replication, which takes a
 * restart to be switched on (Amazon RDS User Guide, "Limitations and considerations for Amazon RDS blue/green
 * deployments").
 */
function blueGreenUpgrades(): Values {
  return { "rds.logical_replication": "1" };
}
