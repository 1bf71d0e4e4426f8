import { FOUNDATION_LIMITS } from "./documented/foundation";
import type { DocumentedLimits } from "./types";

/** Limits that AWS's documents state and its models leave out: only those that our programs can break. */
export const DOCUMENTED_LIMITS: Readonly<Record<string, DocumentedLimits>> = FOUNDATION_LIMITS;
