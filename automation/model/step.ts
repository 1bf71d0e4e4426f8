/** The eight steps of a deployment (DP-1), in their order. */
export const STEP_NAMES = [
  "validate-configuration",
  "build-image",
  "push-image",
  "update-infrastructure",
  "deploy-application",
  "verify-health",
  "shift-traffic",
  "clean-up",
] as const;

/** Name of a step. */
export type StepName = (typeof STEP_NAMES)[number];

/**
 * How a step ended:
 * - `succeeded`: it did what it is for.
 * - `skipped`: there was nothing to do; the detail says why.
 * - `failed`: it didn't; the detail says why.
 * - `interrupted`: the process that ran it ended.
 */
export type StepOutcome = "succeeded" | "skipped" | "failed" | "interrupted";

/** A step of a deployment as it is recorded. Times are ISO 8601 in UTC. */
export interface StepRecord {
  readonly name: StepName;
  readonly startedAt: string;
  /** Undefined while it runs. */
  readonly endedAt?: string;
  /** Undefined while it runs. */
  readonly outcome?: StepOutcome;
  /** What it did, or why it failed, as a sentence without secrets. */
  readonly detail?: string;
}
