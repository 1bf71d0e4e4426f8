import type { AlertCases } from "../promtool";

const pg = (metric: string, server: string, labels = ""): string =>
  `${metric}{job="database",server="${server}",instance="${server}:9187"${labels}}`;
const transaction = (state: string, user: string, backend = ""): string =>
  pg(
    "pg_stat_activity_max_tx_duration",
    "primary",
    `,datname="application",state="${state}",usename="${user}"${backend === "" ? "" : `,backend_type="${backend}"`}`,
  );
const pool = (instance: string): string =>
  `database_pool_connections{job="application",service="enterprise",instance="${instance}",host="primary",state="waiting"}`;
const redis = (metric: string, node: number): string =>
  `${metric}{job="cache",node="node-${node}",instance="rediss://node-${node}:6379"}`;

export const STORES: AlertCases = {
  groups: ["database", "cache"],
  interval: "1m",
  cases: [
    {
      alert: "DatabaseDown",
      story: "the primary stays away",
      series: { [pg("pg_up", "primary")]: "1x5 0x30", [pg("pg_up", "replica-1")]: "1x40" },
      silentAt: ["7m"],
      firesAt: { "9m": [{ server: "primary", severity: "critical", team: "platform" }] },
    },
    {
      alert: "DatabaseDown",
      story: "a replica stays away",
      series: { [pg("pg_up", "primary")]: "1x40", [pg("pg_up", "replica-1")]: "1x5 0x30" },
      silentAt: ["10m"],
      firesAt: { "12m": [{ server: "replica-1", severity: "warning" }] },
    },
    {
      alert: "DatabaseDown",
      story: "a failover takes a minute, and a replica is removed",
      series: { [pg("pg_up", "primary")]: "1x5 0 1x30", [pg("pg_up", "replica-2")]: "1x5 stale" },
      silentAt: ["6m", "8m", "12m", "20m"],
    },
    {
      alert: "DatabaseConnectionsHigh",
      story: "90 of 100 connections are in use, of two states",
      series: {
        [pg("pg_stat_activity_count", "primary", ',state="active"')]: "10x5 50x30",
        [pg("pg_stat_activity_count", "primary", ',state="idle"')]: "10x5 40x30",
        [pg("pg_settings_max_connections", "primary")]: "100x40",
      },
      silentAt: ["10m"],
      firesAt: { "12m": [{ server: "primary", severity: "critical" }] },
    },
    {
      alert: "DatabaseConnectionsHigh",
      story: "90 for three minutes, then 80",
      series: {
        [pg("pg_stat_activity_count", "primary", ',state="idle"')]: "90x3 80x40",
        [pg("pg_settings_max_connections", "primary")]: "100x50",
      },
      silentAt: ["3m", "6m", "20m"],
    },
    {
      alert: "DatabaseReplicationLag",
      story: "a replica falls behind",
      series: { [pg("pg_replication_lag_seconds", "replica-1")]: "0x5 60+60x30" },
      silentAt: ["10m"],
      firesAt: { "14m": [{ server: "replica-1", severity: "warning" }] },
    },
    {
      alert: "DatabaseReplicationLag",
      story: "nothing is written, and RDS's log comes every five minutes",
      series: {
        [pg("pg_replication_lag_seconds", "replica-1")]:
          "0 60 120 180 240 0 60 120 180 240 0 60 120 180 240 0 60 120 180 240",
      },
      silentAt: ["5m", "9m", "14m", "19m"],
    },
    {
      alert: "DatabaseDeadlocks",
      story: "PostgreSQL ends a transaction",
      series: { [pg("pg_stat_database_deadlocks", "primary", ',datname="application"')]: "3x5 4x30" },
      silentAt: ["5m"],
      firesAt: { "7m": [{ server: "primary", severity: "warning" }] },
    },
    {
      alert: "DatabaseDeadlocks",
      story: "the deadlocks of long ago, and a counter that begins anew",
      series: { [pg("pg_stat_database_deadlocks", "primary", ',datname="application"')]: "3x10 0x30" },
      silentAt: ["7m", "11m", "20m"],
    },
    {
      alert: "DatabaseLongTransaction",
      story: "a session works in one transaction for more than half an hour",
      series: { [transaction("active", "application", "client backend")]: "0+60x60" },
      silentAt: ["30m"],
      firesAt: { "33m": [{ server: "primary", datname: "application", severity: "warning" }] },
    },
    {
      alert: "DatabaseLongTransaction",
      story: "an exporter that tells no users finds one left open",
      series: {
        'pg_stat_activity_max_tx_duration{job="database",server="primary",datname="application",state="idle in transaction"}':
          "1900x60",
      },
      firesAt: { "5m": [{ server: "primary", datname: "application", severity: "warning" }] },
    },
    {
      alert: "DatabaseLongTransaction",
      story: "vacuum takes hours, sessions are idle, and RDS looks after itself",
      series: {
        [transaction("active", "", "autovacuum worker")]: "9000x60",
        [transaction("idle", "application", "client backend")]: "9000x60",
        [pg("pg_stat_activity_max_tx_duration", "primary", ',datname="rdsadmin",state="active"')]: "9000x60",
      },
      silentAt: ["5m", "40m"],
    },
    {
      alert: "DatabasePoolExhausted",
      story: "somebody waits for a connection all the time",
      series: { [pool("a")]: "0x5 4x30", [pool("b")]: "0x40" },
      silentAt: ["10m"],
      firesAt: { "13m": [{ service: "enterprise", host: "primary", severity: "warning" }] },
    },
    {
      alert: "DatabasePoolExhausted",
      story: "somebody waits now and then",
      series: { [pool("a")]: "0 4 0 4 4 0 4 0 0 4 4 4 0 4 0 0 0 4" },
      silentAt: ["5m", "12m", "17m"],
    },
    {
      alert: "CacheDown",
      story: "all nodes stay away",
      series: { [redis("redis_up", 1)]: "1x5 0x30", [redis("redis_up", 2)]: "1x5 0x30" },
      silentAt: ["7m"],
      firesAt: { "9m": [{ severity: "critical" }] },
    },
    {
      alert: "CacheDown",
      story: "a node stays away",
      series: { [redis("redis_up", 1)]: "1x40", [redis("redis_up", 2)]: "1x5 0x30" },
      silentAt: ["10m"],
      firesAt: { "12m": [{ node: "node-2", severity: "warning" }] },
    },
    {
      alert: "CacheDown",
      story: "a failover takes a minute, and a replica is removed",
      series: { [redis("redis_up", 1)]: "1x5 0 1x30", [redis("redis_up", 3)]: "1x5 stale" },
      silentAt: ["6m", "9m", "12m", "20m"],
    },
    {
      alert: "CacheMemoryHigh",
      story: "95 % of the memory for data is in use",
      series: { [redis("redis_memory_used_bytes", 1)]: "50x5 95x30", [redis("redis_memory_max_bytes", 1)]: "100x40" },
      silentAt: ["10m"],
      firesAt: { "12m": [{ node: "node-1", severity: "warning" }] },
    },
    {
      alert: "CacheMemoryHigh",
      story: "90 % are in use, and another node has no limit",
      series: {
        [redis("redis_memory_used_bytes", 1)]: "90x40",
        [redis("redis_memory_max_bytes", 1)]: "100x40",
        [redis("redis_memory_used_bytes", 2)]: "500x40",
        [redis("redis_memory_max_bytes", 2)]: "0x40",
      },
      silentAt: ["12m", "30m"],
    },
    {
      alert: "CacheEvictions",
      story: "200 keys a minute are evicted",
      series: { [redis("redis_evicted_keys_total", 1)]: "0+200x60" },
      silentAt: ["14m"],
      firesAt: { "18m": [{ node: "node-1", severity: "warning" }] },
    },
    {
      alert: "CacheEvictions",
      story: "many at once, then few",
      series: { [redis("redis_evicted_keys_total", 1)]: "0+5000x5 25000+50x40" },
      silentAt: ["6m", "18m", "30m"],
    },
    {
      alert: "CacheConnectionsHigh",
      story: "60,000 of 65,000 connections are open",
      series: { [redis("redis_connected_clients", 1)]: "100x5 60000x30" },
      silentAt: ["8m"],
      firesAt: { "10m": [{ node: "node-1", severity: "critical" }] },
    },
    {
      alert: "CacheConnectionsHigh",
      story: "all instances connect at once, and half go again",
      series: { [redis("redis_connected_clients", 1)]: "60000x2 30000x30" },
      silentAt: ["2m", "4m", "20m"],
    },
    {
      alert: "CacheConnectionsRejected",
      story: "a node refuses a client",
      series: { [redis("redis_rejected_connections_total", 1)]: "0x5 1x30" },
      silentAt: ["5m"],
      firesAt: { "7m": [{ node: "node-1", severity: "critical" }] },
    },
    {
      alert: "CacheConnectionsRejected",
      story: "it refused some long ago, and its counter begins anew",
      series: { [redis("redis_rejected_connections_total", 1)]: "7x10 0x30" },
      silentAt: ["7m", "11m", "20m"],
    },
    {
      alert: "CacheReplicationBroken",
      story: "a replica lost its link, and a primary has one replica of two",
      series: {
        [redis("redis_master_link_up", 2)]: "1x5 0x40",
        [redis("redis_connected_slaves", 1)]: "2x5 1x40",
        [redis("redis_connected_slaves", 2)]: "0x45",
      },
      silentAt: ["10m"],
      firesAt: {
        "15m": [{ node: "node-2", severity: "warning" }],
      },
    },
    {
      alert: "CacheReplicationBroken",
      story: "a primary has one replica of two",
      series: { [redis("redis_connected_slaves", 1)]: "2x5 1x40", [redis("redis_connected_slaves", 2)]: "0x45" },
      silentAt: ["15m"],
      firesAt: { "25m": [{ cause: "replicas-missing", severity: "warning" }] },
    },
    {
      alert: "CacheReplicationBroken",
      story: "another node takes over within minutes, and a node is replaced within ten",
      series: {
        [redis("redis_master_link_up", 2)]: "1x5 0x2 1x40",
        [redis("redis_connected_slaves", 1)]: "2x5 1x10 0x30",
        [redis("redis_connected_slaves", 2)]: "0x15 2x30",
      },
      silentAt: ["8m", "14m", "25m", "40m"],
    },
    {
      alert: "CacheReplicationLag",
      story: "a replica is 30 s behind",
      series: { [redis("redis_connected_slave_lag_seconds", 1).replace("}", ',slave_ip="10.0.0.2"}')]: "0x5 30x30" },
      silentAt: ["10m"],
      firesAt: { "12m": [{ node: "node-1", severity: "warning" }] },
    },
    {
      alert: "CacheReplicationLag",
      story: "a snapshot takes two minutes",
      series: { [redis("redis_connected_slave_lag_seconds", 1)]: "0x5 30x2 1x30" },
      silentAt: ["7m", "12m", "20m"],
    },
  ],
};
