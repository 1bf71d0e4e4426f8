/** What made a service or a group scale. */
export type TriggerKind =
  /** An alarm, by a scaling policy. */
  | "alarm"
  /** A schedule. */
  | "schedule"
  /** Bounds that the capacity was outside of. */
  | "bounds"
  /** A person or a program that asked for it. */
  | "request"
  /** An instance that was missing, unhealthy, or replaced. */
  | "replacement"
  | "other";

/** A trigger with the alarm, policy or schedule that it names. */
export interface Trigger {
  readonly kind: TriggerKind;
  /** Name of the alarm or the scheduled action. */
  readonly name?: string;
  readonly policy?: string;
}

/**
 * Wordings of causes, the most telling first: a cause may name several, and EC2 Auto Scaling tells what asked for a
 * capacity before it tells that an instance was started in response. (Application Auto Scaling User Guide, "Scaling activities for
 * Application Auto Scaling"; AWS CLI Command Reference, `autoscaling describe-scaling-activities`; Amazon EC2 Auto
 * Scaling User Guide, "Verify a scaling activity for an Auto Scaling group".)
 */
const CAUSES: readonly (readonly [RegExp, (groups: readonly string[]) => Trigger])[] = [
  [
    /monitor alarm (\S+) in state \S+ triggered policy (\S+?)(?:[.\s]|$)/,
    ([name = "", policy = ""]) => ({ kind: "alarm", name, policy }),
  ],
  [/scheduled action (?:name )?(\S+) was triggered/, ([name = ""]) => ({ kind: "schedule", name })],
  [/scheduled action (\S+)/, ([name = ""]) => ({ kind: "schedule", name })],
  [/(?:minimum|maximum) capacity was set/, () => ({ kind: "bounds" })],
  [/a user request/, () => ({ kind: "request" })],
  [
    /health[ -]check|taken out of service|instance refresh|rebalance|availability zone/i,
    () => ({ kind: "replacement" }),
  ],
  [/difference between desired and actual capacity/, () => ({ kind: "replacement" })],
];

/** What the cause of a scaling activity names. */
export function triggerOf(cause: string): Trigger {
  for (const [pattern, read] of CAUSES) {
    const found = pattern.exec(cause);
    if (found !== null) return read(found.slice(1));
  }
  return { kind: "other" };
}

/** The capacity before and after, as far as an activity tells. */
export function capacitiesOf(description: string, cause: string): { readonly from?: number; readonly to?: number } {
  const [, before, after] = /(?:changing the desired capacity|the capacity) from (\d+) to (\d+)/.exec(cause) ?? [];
  if (before !== undefined) return { from: Number(before), to: Number(after) };
  const [, count] = /desired count to (\d+)/.exec(description) ?? [];
  return count === undefined ? {} : { to: Number(count) };
}
