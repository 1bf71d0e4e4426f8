/**
 * What is verified after an update:
 * - `revision`: each service runs the task definition that was asked for.
 * - `rollout`: its deployment has completed.
 * - `tasks`: as many tasks run as are desired.
 * - `targets`: each of its targets is healthy.
 * - `alarms`: no alarm is in ALARM; those that scale in rest in ALARM, and don't count.
 * - `endpoints`: the health endpoints answer.
 */
export type CheckKind = "revision" | "rollout" | "tasks" | "targets" | "alarms" | "endpoints";

/** A thing that was checked. */
export interface Check {
  readonly kind: CheckKind;
  /** What was checked: a service, an alarm, a URL. */
  readonly subject: string;
  /** `waiting` can still become `passed`; `failed` can't. */
  readonly state: "passed" | "waiting" | "failed";
  /** What was seen, as a sentence. */
  readonly detail: string;
}

/** A verification as it is recorded. */
export interface VerificationRecord {
  readonly outcome: "verified" | "failed";
  readonly checks: readonly Check[];
  /** For how many seconds everything had to stay as it should be. */
  readonly bakeSeconds: number;
}
