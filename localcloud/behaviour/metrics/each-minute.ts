import type { Outcome, Situation } from "../model/controller";
import { type Instant, MINUTE, periodStart } from "../model/instant";
import type { MetricDatum } from "../model/metric";

/** Minutes that are published at once after a pause, such as a machine's sleep. */
const MOST_MINUTES = 5;

/** What is published each minute. */
export interface Publication {
  /** What the controller remembers it by. */
  readonly id: string;
  /** Milliseconds from the end of a minute until it is published. */
  readonly delay: number;
}

/** Publishes what is known of each minute that is over, once. */
export function eachMinute(
  { now, running }: Pick<Situation, "now" | "running">,
  { id, delay }: Publication,
  dataOf: (minute: Instant, isLast: boolean) => readonly MetricDatum[],
): Outcome {
  const end = periodStart(now - delay, 60);
  const wakeAt = end + MINUTE + delay;
  const doneUntil = running.find("progress", id)?.doneUntil;
  if (doneUntil !== undefined && doneUntil >= end) return { wakeAt };
  const first = doneUntil === undefined ? end : Math.max(doneUntil, end - MOST_MINUTES * MINUTE);
  const minutes = Array.from({ length: (end - first) / MINUTE }, (_, index) => first + index * MINUTE);
  const data = minutes.flatMap((minute) => dataOf(minute, minute === end - MINUTE));
  return { data, wakeAt, changes: [{ kind: "progress", id, value: { id, doneUntil: end } }] };
}
