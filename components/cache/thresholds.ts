import { durationSeconds } from "../shared/quantity";
import type { CacheArgs } from "./args";
import { connectionLimit, virtualCpus } from "./node-types";

/** When a cache is in need of people, with every default filled in. */
export interface CacheThresholds {
  readonly memoryPercent: number;
  readonly evictionsPerMinute: number;
  readonly cpuPercent: number;
  /** Connections that each node takes. */
  readonly connectionLimit: number;
  readonly connectionsPercent: number;
  readonly replicationLagSeconds: number;
  readonly authenticationFailuresPerMinute: number;
}

/** CPUs up to which those of the node count, rather than the one that the engine's thread has. */
export const FEW_CPUS = 2;

const BUSY_PERCENT = 90;
/** Where nothing may be evicted, writes fail when memory is full. */
const MEMORY_PERCENT = { noeviction: 75, others: 90 };

/** Thresholds of a cache with valid arguments. */
export function cacheThresholds(args: Pick<CacheArgs, "nodeType" | "alarms" | "evictionPolicy">): CacheThresholds {
  const { replicationLag = "10s", ...others } = args.alarms ?? {};
  const given = Object.entries<number | undefined>({ ...others }).filter(([, value]) => value !== undefined);
  return {
    memoryPercent: MEMORY_PERCENT[args.evictionPolicy === "noeviction" ? "noeviction" : "others"],
    evictionsPerMinute: 100,
    cpuPercent: busyPercent(args.nodeType),
    connectionLimit: connectionLimit(args.nodeType),
    connectionsPercent: 80,
    replicationLagSeconds: durationSeconds(replicationLag),
    authenticationFailuresPerMinute: 10,
    ...Object.fromEntries(given),
  };
}

function busyPercent(nodeType: string): number {
  const cpus = virtualCpus(nodeType);
  return cpus <= FEW_CPUS ? BUSY_PERCENT / cpus : BUSY_PERCENT;
}
