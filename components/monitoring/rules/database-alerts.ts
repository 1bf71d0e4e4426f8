import type { MonitoredDatabase, MonitoredSystem } from "../description";
import { JOBS } from "../jobs";
import { durationText } from "../../shared/quantity";
import type { Alert, AlertRule } from "./alert";

const DATABASE = `job="${JOBS.database}"`;
/** A failover of a Multi-AZ instance takes a minute or two. */
const FAILOVER_SECONDS = 120;
const LASTING_SECONDS = 300;

/** Alerts on the database and on the pools of connections to it. */
export function databaseAlerts({ database }: MonitoredSystem): Alert[] {
  if (database === undefined) return [];
  const hasCopies = database.servers.length > 1;
  return [
    databaseDown(database),
    connectionsHigh(database),
    // Aurora's readers share the writer's storage; PostgreSQL knows nothing of their lag, and CloudWatch does.
    ...(hasCopies && !database.kind.startsWith("aurora") ? [replicationLag(database)] : []),
    deadlocks(database),
    longTransaction(database),
    poolExhausted(),
  ];
}

function databaseDown({ kind }: MonitoredDatabase): Alert {
  const down = (labels: string): string => `max_over_time(pg_up{${DATABASE}${labels}}[1m]) == 0`;
  const server: AlertRule = {
    threshold: `a server that isn't the only writer, for ${durationText(LASTING_SECONDS)}`,
    severity: "warning",
    expression: down(kind === "instance" ? ',server!="primary"' : ""),
    forSeconds: LASTING_SECONDS,
    summary: "Database server {{ $labels.server }} is down",
    description: "{{ $labels.server }} of the database takes no connections.",
  };
  const writer: AlertRule = {
    threshold: `${kind === "instance" ? "the primary" : "all servers"} for ${durationText(FAILOVER_SECONDS)}`,
    expression: kind === "instance" ? down(',server="primary"') : `max(max_over_time(pg_up{${DATABASE}}[1m])) == 0`,
    forSeconds: FAILOVER_SECONDS,
    summary: "The database is down",
    description: "The database takes no connections, for longer than a failover takes.",
  };
  return {
    name: "DatabaseDown",
    group: "database",
    severity: "critical",
    meaning: "The database takes no connections: nothing is written, and what isn't in the cache can't be read.",
    source: "`database.servers`",
    reference: "DB-1, HC-4",
    look: [
      "The instance's events and state: `aws rds describe-events --source-type db-instance`.",
      "Its log and storage.",
    ],
    act: [
      "A failover that hangs: `aws rds reboot-db-instance --force-failover`.",
      "Out of storage or memory: give it more.",
      "Lost: restore it, as docs/runbooks/restore.md leads through.",
    ],
    dashboard: "database",
    rules: [writer, server],
  };
}

function connectionsHigh({ connectionsUsed, connectionLimit }: MonitoredDatabase): Alert {
  const limit = connectionLimit === undefined ? "that it takes" : `of about ${connectionLimit}`;
  return {
    name: "DatabaseConnectionsHigh",
    group: "database",
    severity: "critical",
    meaning: "A server has nearly all the connections that it takes; at the limit, clients are refused.",
    source: "`database.connectionsUsed`, `pg_settings_max_connections`",
    reference: 'Amazon RDS User Guide, "Maximum number of database connections"',
    look: ["Who has them: `select usename, application_name, state, count(*) from pg_stat_activity group by 1, 2, 3`."],
    act: [
      "Idle ones of many instances: smaller pools, or the proxy.",
      "Busy ones: find what is slow or waits for locks.",
    ],
    dashboard: "database",
    rules: [
      {
        threshold: `more than ${connectionsUsed * 100} % ${limit}, for ${durationText(LASTING_SECONDS)}`,
        expression: `server:pg_connections:ratio > ${connectionsUsed}`,
        forSeconds: LASTING_SECONDS,
        summary: "Database server {{ $labels.server }} runs out of connections",
        description: "{{ $value | humanizePercentage }} of the connections of {{ $labels.server }} are in use.",
      },
    ],
  };
}

function replicationLag({ replicationLagSeconds }: MonitoredDatabase): Alert {
  return {
    name: "DatabaseReplicationLag",
    group: "database",
    severity: "warning",
    meaning: "A replica is behind: reads from it are old, and as its primary it would lack as much.",
    source: "`database.replicationLagSeconds`",
    reference: "DB-2",
    look: [
      "Writes on the primary, and long queries on the replica, which hold up its log.",
      "The replica's CPU and disk.",
    ],
    act: ["End the long query, spread the writes, or give the replica a larger class."],
    dashboard: "database",
    rules: [
      {
        threshold: `more than ${replicationLagSeconds} s for ${durationText(LASTING_SECONDS)}`,
        // A replica without anything to replay tells how long ago it last had: a sawtooth of five minutes on RDS.
        expression: `min_over_time(pg_replication_lag_seconds{${DATABASE}}[1m]) > ${replicationLagSeconds}`,
        forSeconds: LASTING_SECONDS,
        summary: "{{ $labels.server }} is behind the primary",
        description: "{{ $labels.server }} is {{ $value | humanizeDuration }} behind the primary.",
      },
    ],
  };
}

function deadlocks({ deadlocks: allowed }: MonitoredDatabase): Alert {
  return {
    name: "DatabaseDeadlocks",
    group: "database",
    severity: "warning",
    meaning: "Transactions blocked each other, and PostgreSQL ended some: their users got an error.",
    source: "`database.deadlocks`",
    reference: 'PostgreSQL, "Explicit Locking": Deadlocks',
    look: ["PostgreSQL's log: it names both statements of each deadlock."],
    act: ["Take locks in the same order everywhere, in shorter transactions."],
    dashboard: "database",
    rules: [
      {
        threshold: `more than ${allowed} in 5m`,
        expression: `sum by (server) (increase(pg_stat_database_deadlocks{${DATABASE}}[5m])) > ${allowed}`,
        summary: "Deadlocks on {{ $labels.server }}",
        description: "PostgreSQL ended transactions on {{ $labels.server }} that blocked each other.",
      },
    ],
  };
}

/** RDS's own work is in the database `rdsadmin`; vacuum and the like have no user, where the exporter tells users. */
function longTransaction({ longTransactionSeconds }: MonitoredDatabase): Alert {
  const ofClients = `${DATABASE},datname!="rdsadmin",state!~"idle|disabled",backend_type=~"|client backend"`;
  return {
    name: "DatabaseLongTransaction",
    group: "database",
    severity: "warning",
    meaning: "A transaction is open for so long that it keeps vacuum from cleaning up, and may hold locks.",
    source: "`database.longTransactionSeconds`",
    reference: 'PostgreSQL, "Routine Vacuuming"',
    look: ["Whose it is: `select pid, usename, xact_start, query from pg_stat_activity order by xact_start limit 5`."],
    act: ["`select pg_cancel_backend(<pid>)`, and `pg_terminate_backend` where that doesn't help."],
    dashboard: "database",
    rules: [
      {
        threshold: `open for more than ${durationText(longTransactionSeconds)}`,
        expression: `max by (server, datname) (pg_stat_activity_max_tx_duration{${ofClients}}) > ${longTransactionSeconds}`,
        forSeconds: 60,
        summary: "A transaction on {{ $labels.server }} is open for long",
        description:
          "A transaction in {{ $labels.datname }} on {{ $labels.server }} is open for {{ $value | humanizeDuration }}.",
      },
    ],
  };
}

function poolExhausted(): Alert {
  return {
    name: "DatabasePoolExhausted",
    group: "database",
    severity: "warning",
    meaning: "Requests wait for a connection to the database, since all of an instance's pool are in use.",
    source: "`database_pool_connections`",
    reference: "DB-3",
    look: ["Slow statements and locks: a pool is empty because connections come back late."],
    act: ["Mend what is slow; a larger pool helps only where the database has connections and CPU left."],
    dashboard: "database",
    rules: [
      {
        threshold: `somebody waits at each look within ${durationText(LASTING_SECONDS)}`,
        expression: `max by (service, host) (min_over_time(database_pool_connections{job="${JOBS.application}",state="waiting"}[1m])) > 0`,
        forSeconds: LASTING_SECONDS,
        summary: "{{ $labels.service }} waits for database connections",
        description:
          "{{ $value }} requests of an instance of {{ $labels.service }} wait for a connection to {{ $labels.host }}.",
      },
    ],
  };
}
