import { DEFAULT_LOG_RETENTION_DAYS } from "../shared/log-retention";
import { durationSeconds } from "../shared/quantity";
import type { CacheArgs, CacheEngine, EvictionPolicy } from "./args";
import { defaultReservedMemoryPercent } from "./node-types";

/** Port of Valkey and Redis, which a change would replace the cache for. */
export const PORT = 6379;

const MICROSECONDS = 1_000_000;

/**
 * Versions by engine, with their families of parameters (Amazon ElastiCache User Guide, "Engine specific parameters").
 * The older ones of Redis know no users by subcommand, and are out of their makers' support.
 */
export const FAMILIES: Readonly<Record<CacheEngine, Readonly<Record<string, string>>>> = {
  valkey: {
    "7.2": "valkey7",
    "8.0": "valkey8",
    "8.1": "valkey8",
    "8.2": "valkey8",
    "9.0": "valkey9",
    "9.1": "valkey9",
  },
  redis: { "7.0": "redis7", "7.1": "redis7" },
};

const DEFAULT_VERSIONS: Readonly<Record<CacheEngine, string>> = { valkey: "8.2", redis: "7.1" };

/** Policies of eviction, by what they are called in a parameter group. */
export const EVICTION_POLICIES: readonly EvictionPolicy[] = [
  "allkeys-lru",
  "allkeys-lfu",
  "allkeys-random",
  "volatile-lru",
  "volatile-lfu",
  "volatile-random",
  "volatile-ttl",
  "noeviction",
];

/** Windows that don't overlap. */
export const DEFAULT_WINDOWS = { snapshotWindow: "02:00-03:00", maintenanceWindow: "sun:04:00-sun:05:00" } as const;

/** Replicas of each shard's primary. */
export const DEFAULT_REPLICAS = 1;

const DEFAULTS = {
  replicas: DEFAULT_REPLICAS,
  evictionPolicy: "allkeys-lru",
  slowCommandThreshold: "10ms",
  username: "application",
  accessString: "on ~* &* +@all -@dangerous +info",
  passwordVersion: 1,
  recoveryWindowDays: 30,
  snapshotRetentionDays: 7,
  ...DEFAULT_WINDOWS,
  autoMinorVersionUpgrade: true,
  applyImmediately: true,
  logRetentionDays: DEFAULT_LOG_RETENTION_DAYS,
} as const satisfies Partial<CacheArgs>;

type Defaulted = { readonly [Name in keyof typeof DEFAULTS]: NonNullable<CacheArgs[Name]> };

/** What a cache is like, with every default filled in. */
export interface CacheSettings extends Defaulted {
  readonly engine: CacheEngine;
  readonly engineVersion: string;
  readonly nodesPerShard: number;
  readonly reservedMemoryPercent: number;
  readonly slowCommandMicroseconds: number;
}

/** Fills the defaults in. */
export function cacheSettings(args: CacheArgs): CacheSettings {
  const settings: Defaulted = { ...DEFAULTS, ...given(args) };
  const engine = args.engine ?? "valkey";
  return {
    ...settings,
    engine,
    engineVersion: args.engineVersion ?? DEFAULT_VERSIONS[engine],
    nodesPerShard: settings.replicas + 1,
    reservedMemoryPercent: args.reservedMemoryPercent ?? defaultReservedMemoryPercent(args.nodeType),
    slowCommandMicroseconds: Math.round(durationSeconds(settings.slowCommandThreshold) * MICROSECONDS),
  };
}

/** Arguments that have a default and are given. */
function given(args: CacheArgs): Partial<Defaulted> {
  const names = Object.keys(DEFAULTS) as (keyof typeof DEFAULTS)[];
  return Object.fromEntries(names.filter((name) => args[name] !== undefined).map((name) => [name, args[name]]));
}
