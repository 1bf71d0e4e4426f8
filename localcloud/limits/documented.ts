import { COMPUTE_LIMITS } from "./documented/compute";
import { FOUNDATION_LIMITS } from "./documented/foundation";
import { INSTANCE_LIMITS } from "./documented/instances";
import { NETWORK_LIMITS } from "./documented/network";
import type { DocumentedLimits } from "./types";

/** Limits that AWS's documents state and its models leave out: only those that our programs can break. */
export const DOCUMENTED_LIMITS: Readonly<Record<string, DocumentedLimits>> = {
  ...NETWORK_LIMITS,
  ...COMPUTE_LIMITS,
  ...INSTANCE_LIMITS,
  ...FOUNDATION_LIMITS,
};
