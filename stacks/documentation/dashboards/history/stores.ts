import type { Exposition, Labels } from "./exposition";
import type { Load } from "./load";
import { MINUTE, noise } from "./timeline";

const GIBIBYTE = 1024 ** 3;
const DAY = 24 * 60;
const CLOUDWATCH = { job: "cloudwatch" };

/** What the exporters say of database, cache and queue, and what CloudWatch says of them. */
export function writeStores(to: Exposition, load: Load): void {
  writeDatabase(to, load);
  writeCache(to, load);
  writeQueue(to, load);
  writeDeadLetters(to, load);
  writeLoadBalancer(to, load);
}

function writeDatabase(to: Exposition, load: Load): void {
  for (const [index, server] of ["primary", "replica-1"].entries()) {
    const labels = { job: "database", server };
    const share = index === 0 ? 1 : 0.6;
    const rate = (minute: number): number => share * (load.requests[minute] ?? 0);
    const add = adding(to, load, labels);
    add.gauge("pg_up", {}, () => 1);
    add.gauge("pg_settings_max_connections", {}, () => 800);
    const states: [string, number, number][] = [
      ["active", 0.25, 2],
      ["idle", 1.3, 40],
      ["idle in transaction", 0.04, 1],
    ];
    for (const [state, factor, base] of states) {
      const count = (minute: number): number =>
        Math.round(base + factor * 3 * rate(minute) * (0.9 + 0.2 * noise(minute, factor)));
      add.gauge("pg_stat_activity_count", { datname: "proofpix", state }, count);
    }
    add.counter("pg_stat_database_xact_commit", { datname: "proofpix" }, (minute) => MINUTE * 2.6 * rate(minute));
    add.counter("pg_stat_database_xact_rollback", { datname: "proofpix" }, (minute) => MINUTE * 0.01 * rate(minute));
    add.counter("pg_stat_database_blks_hit", { datname: "proofpix" }, (minute) => MINUTE * 60 * rate(minute));
    add.counter(
      "pg_stat_database_blks_read",
      { datname: "proofpix" },
      (minute) => MINUTE * (0.5 + 0.7 * noise(minute, 9)) * rate(minute),
    );
    add.counter("pg_stat_database_deadlocks", { datname: "proofpix" }, (minute) => (minute % 400 === 0 ? 1 : 0));
    add.gauge("pg_database_size_bytes", { datname: "proofpix" }, (minute) => (38 + (0.31 * minute) / DAY) * GIBIBYTE);
    for (const [mode, factor] of [
      ["accesssharelock", 0.6],
      ["rowexclusivelock", 0.25],
    ] as const) {
      add.gauge("pg_locks_count", { datname: "proofpix", mode }, (minute) => Math.round(factor * rate(minute)));
    }
    if (index > 0)
      add.gauge("pg_replication_lag_seconds", {}, (minute) => 0.2 + noise(minute, 11) + (minute % 240 < 4 ? 6 : 0));
    const aws = adding(to, load, { ...CLOUDWATCH, server });
    aws.gauge("aws_rds_cpuutilization_average", {}, (minute) => 9 + 0.45 * rate(minute) + 3 * noise(minute, 12));
    aws.gauge("aws_rds_free_storage_space_average", {}, (minute) => (61 - (0.31 * minute) / DAY) * GIBIBYTE);
  }
}

function writeCache(to: Exposition, load: Load): void {
  for (const [index, node] of ["node-1", "node-2"].entries()) {
    const rate = (minute: number): number => (load.requests[minute] ?? 0) * (index === 0 ? 1 : 0.3);
    const add = adding(to, load, { job: "cache", node });
    add.gauge("redis_up", {}, () => 1);
    add.gauge("redis_uptime_in_seconds", {}, (minute) => (minute + 30 * DAY) * MINUTE);
    add.gauge("redis_memory_max_bytes", {}, () => 6 * GIBIBYTE);
    add.gauge(
      "redis_memory_used_bytes",
      {},
      (minute) => (2.6 + (0.045 * minute) / DAY + 0.008 * (load.requests[minute] ?? 0)) * GIBIBYTE,
    );
    add.counter(
      "redis_keyspace_hits_total",
      {},
      (minute) => MINUTE * 1.9 * rate(minute) * (0.95 + 0.05 * noise(minute, 13)),
    );
    add.counter("redis_keyspace_misses_total", {}, (minute) => MINUTE * 0.14 * rate(minute));
    add.counter("redis_evicted_keys_total", {}, () => 0);
    add.counter("redis_commands_processed_total", {}, (minute) => MINUTE * 3.2 * rate(minute));
    add.gauge("redis_connected_clients", {}, (minute) => 8 + 4 * (load.enterprise[minute] ?? 0));
    const aws = adding(to, load, { ...CLOUDWATCH, node });
    aws.gauge("aws_elasticache_engine_cpuutilization_average", {}, (minute) => 2 + 0.12 * rate(minute));
    aws.gauge("aws_elasticache_replication_lag_maximum", {}, () => (index === 0 ? undefined : 0.2));
  }
}

function writeQueue(to: Exposition, load: Load): void {
  const waiting = (minute: number): number => load.backlog[minute] ?? 0;
  const add = adding(to, load, { ...CLOUDWATCH, queue: "jobs" });
  const sent = (minute: number): number => Math.round(15 * (load.requests[minute] ?? 0));
  add.gauge("aws_sqs_approximate_number_of_messages_visible_maximum", {}, waiting);
  add.gauge(
    "aws_sqs_approximate_number_of_messages_not_visible_maximum",
    {},
    (minute) => 4 * (load.worker[minute] ?? 0),
  );
  add.gauge("aws_sqs_approximate_age_of_oldest_message_maximum", {}, (minute) => Math.round(waiting(minute) / 2.4));
  add.gauge("aws_sqs_number_of_messages_sent_sum", {}, sent);
  add.gauge("aws_sqs_number_of_messages_received_sum", {}, (minute) => sent(Math.max(0, minute - 2)));
  add.gauge("aws_sqs_number_of_messages_deleted_sum", {}, (minute) => sent(Math.max(0, minute - 3)));
}

function writeDeadLetters(to: Exposition, load: Load): void {
  const add = adding(to, load, { ...CLOUDWATCH, queue: "jobs-dead-letters" });
  add.gauge("aws_sqs_approximate_number_of_messages_visible_maximum", {}, () => 0);
}

function writeLoadBalancer(to: Exposition, load: Load): void {
  const add = adding(to, load, CLOUDWATCH);
  add.gauge("aws_applicationelb_request_count_sum", {}, (minute) => Math.round(MINUTE * (load.requests[minute] ?? 0)));
  add.gauge("aws_applicationelb_httpcode_elb_5_xx_count_sum", {}, () => 0);
  add.gauge("aws_applicationelb_httpcode_target_5_xx_count_sum", {}, (minute) => Math.round(3 * noise(minute, 15)));
  add.gauge("aws_applicationelb_un_healthy_host_count_maximum", {}, () => 0);
}

interface Adding {
  gauge(name: string, labels: Labels, value: (minute: number) => number | undefined): void;
  counter(name: string, labels: Labels, value: (minute: number) => number): void;
}

/** Writes whole series with labels in common. */
function adding(to: Exposition, { minutes }: Load, common: Labels): Adding {
  return {
    gauge: (name, labels, value) => {
      to.gauge(name, { ...common, ...labels }, 0, minutes - 1, value);
    },
    counter: (name, labels, value) => {
      to.counter(name, { ...common, ...labels }, 0, minutes - 1, value);
    },
  };
}
