import { requireSeconds, requireTenths, requireWhole } from "../shared/bounds";
import type { ArgumentProblems } from "../shared/validation";
import type { CacheAlarmThresholds } from "./args";

const PERCENT = { smallest: 1, largest: 100 };
const PER_MINUTE = { smallest: 0, largest: 1_000_000_000 };
const LAG_SECONDS = { smallest: 1, largest: 3600 };

/** Records thresholds that no alarm can have, each under the path `alarms`. */
export function checkThresholds(thresholds: CacheAlarmThresholds, problems: ArgumentProblems): void {
  for (const name of ["memoryPercent", "cpuPercent", "connectionsPercent"] as const) {
    requireTenths(problems, `alarms.${name}`, thresholds[name], PERCENT);
  }
  for (const name of ["evictionsPerMinute", "authenticationFailuresPerMinute"] as const) {
    requireWhole(problems, `alarms.${name}`, thresholds[name], PER_MINUTE);
  }
  requireSeconds(problems, "alarms.replicationLag", thresholds.replicationLag, LAG_SECONDS);
}
