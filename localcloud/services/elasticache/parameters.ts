/** Whether ElastiCache takes a value of a parameter. */
type Allows = (value: string) => boolean;

const oneOf =
  (...values: readonly string[]): Allows =>
  (value) =>
    values.includes(value);

const whole =
  (least: number, most = Number.MAX_SAFE_INTEGER): Allows =>
  (value) =>
    /^-?\d+$/.test(value) && Number(value) >= least && Number(value) <= most;

const YES_OR_NO = oneOf("yes", "no");
const NATURAL = whole(0);

/** Eviction policies (Amazon ElastiCache User Guide, "Engine specific parameters", maxmemory-policy). */
const EVICTION_POLICIES = [
  ...["allkeys-lru", "allkeys-lfu", "allkeys-random"],
  ...["volatile-lru", "volatile-lfu", "volatile-random", "volatile-ttl"],
  "noeviction",
];

/** Parameters that each family from Redis OSS 4 on has, with their values (the same page). */
const COMMON: Readonly<Record<string, Allows>> = {
  activedefrag: YES_OR_NO,
  "active-defrag-cycle-max": whole(1, 75),
  "active-defrag-cycle-min": whole(1, 75),
  "active-defrag-ignore-bytes": whole(10_485_760, 104_857_600),
  "active-defrag-threshold-lower": whole(1, 100),
  "active-defrag-threshold-upper": whole(1, 100),
  "client-output-buffer-limit-normal-hard-limit": NATURAL,
  "client-output-buffer-limit-normal-soft-limit": NATURAL,
  "client-output-buffer-limit-normal-soft-seconds": NATURAL,
  "client-output-buffer-limit-pubsub-hard-limit": NATURAL,
  "client-output-buffer-limit-pubsub-soft-limit": NATURAL,
  "client-output-buffer-limit-pubsub-soft-seconds": NATURAL,
  "client-query-buffer-limit": whole(1_048_576, 1_073_741_824),
  "cluster-enabled": YES_OR_NO,
  "cluster-require-full-coverage": YES_OR_NO,
  databases: whole(1, 10_000),
  "hll-sparse-max-bytes": NATURAL,
  "lfu-decay-time": NATURAL,
  "lfu-log-factor": whole(1),
  "list-compress-depth": NATURAL,
  "maxmemory-policy": oneOf(...EVICTION_POLICIES),
  "maxmemory-samples": whole(1, 64),
  "notify-keyspace-events": (value) => /^[KEg$lshzxeA]*$/.test(value),
  "proto-max-bulk-len": whole(1_048_576, 536_870_912),
  "repl-backlog-size": whole(16_384),
  "repl-backlog-ttl": NATURAL,
  "reserved-memory": NATURAL,
  "reserved-memory-percent": whole(0, 100),
  "set-max-intset-entries": NATURAL,
  "slowlog-log-slower-than": whole(-1),
  "slowlog-max-len": NATURAL,
  "tcp-keepalive": NATURAL,
  timeout: (value) => value === "0" || whole(20)(value),
};

const LAZY_FREE: Readonly<Record<string, Allows>> = {
  "lazyfree-lazy-eviction": YES_OR_NO,
  "lazyfree-lazy-expire": YES_OR_NO,
  "lazyfree-lazy-server-del": YES_OR_NO,
};

const ZIP_LISTS: Readonly<Record<string, Allows>> = {
  activerehashing: YES_OR_NO,
  "hash-max-ziplist-entries": NATURAL,
  "hash-max-ziplist-value": NATURAL,
  "zset-max-ziplist-entries": NATURAL,
  "zset-max-ziplist-value": NATURAL,
};

const FROM_REDIS_5: Readonly<Record<string, Allows>> = {
  "active-defrag-max-scan-fields": whole(1, 1_000_000),
  "close-on-replica-write": YES_OR_NO,
  "min-replicas-max-lag": NATURAL,
  "min-replicas-to-write": NATURAL,
  "stream-node-max-bytes": NATURAL,
  "stream-node-max-entries": NATURAL,
};

const FROM_REDIS_6: Readonly<Record<string, Allows>> = {
  ...FROM_REDIS_5,
  "acl-pubsub-default": oneOf("allchannels", "resetchannels"),
  "acllog-max-len": NATURAL,
  "active-expire-effort": whole(1, 10),
  "cluster-allow-reads-when-down": YES_OR_NO,
  "tracking-table-max-keys": NATURAL,
};

const FROM_REDIS_7: Readonly<Record<string, Allows>> = {
  ...FROM_REDIS_6,
  "cluster-allow-pubsubshard-when-down": YES_OR_NO,
  "cluster-preferred-endpoint-type": oneOf("ip", "tls-dynamic"),
  "hash-max-listpack-entries": NATURAL,
  "hash-max-listpack-value": NATURAL,
  "latency-tracking": YES_OR_NO,
  "zset-max-listpack-entries": NATURAL,
  "zset-max-listpack-value": NATURAL,
};

const FROM_VALKEY_8: Readonly<Record<string, Allows>> = {
  ...FROM_REDIS_7,
  "commandlog-large-reply-max-len": whole(0, 1024),
  "commandlog-large-request-max-len": whole(0, 1024),
  "commandlog-reply-larger-than": whole(-1),
  "commandlog-request-larger-than": whole(-1),
  "extended-redis-compatibility": YES_OR_NO,
  "search-default-timeout-ms": whole(1, 60_000),
  "search-enable-partial-results": YES_OR_NO,
  "search-fanout-target-mode": oneOf("client", "throughput"),
};

const LAZY_USER_DEL: Readonly<Record<string, Allows>> = { ...LAZY_FREE, "lazyfree-lazy-user-del": YES_OR_NO };

/** Parameters of each family that can be changed, with their values (the same page). */
const PARAMETERS: Readonly<Record<string, Readonly<Record<string, Allows>>>> = {
  "redis4.0": { ...COMMON, ...LAZY_FREE, ...ZIP_LISTS, "close-on-slave-write": YES_OR_NO },
  "redis5.0": { ...COMMON, ...LAZY_FREE, ...ZIP_LISTS, ...FROM_REDIS_5 },
  "redis6.x": { ...COMMON, ...LAZY_USER_DEL, ...ZIP_LISTS, ...FROM_REDIS_6 },
  redis7: { ...COMMON, ...LAZY_USER_DEL, ...FROM_REDIS_7 },
  valkey7: { ...COMMON, ...LAZY_USER_DEL, ...FROM_REDIS_7 },
  valkey8: { ...COMMON, ...FROM_VALKEY_8 },
  valkey9: { ...COMMON, ...FROM_VALKEY_8, "cluster-databases": whole(1, 10_000) },
};

/** What is wrong with a parameter of a family; undefined where nothing is. */
export function parameterProblem(family: string, name: string, value: string): string | undefined {
  const allows = PARAMETERS[family]?.[name];
  if (allows === undefined) return `Could not find parameter with name: ${name}`;
  return allows(value) ? undefined : `Invalid parameter value: ${value} for: ${name}`;
}
