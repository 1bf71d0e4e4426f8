import type { ScalingEvent } from "../scaling/activity";
import type { TriggerKind } from "../scaling/trigger";
import { counted } from "./figures";
import { isIn, type Period } from "./period";

/** What scaled a service or a group in a period. */
export interface SubjectScaling {
  /** Name of the service in the configuration, or of the Auto Scaling group. */
  readonly subject: string;
  readonly what: ScalingEvent["what"];
  /** How often it got more, and how often fewer. */
  readonly out: number;
  readonly in: number;
  /** Those that didn't do what they should. */
  readonly unsuccessful: number;
  readonly byTrigger: Readonly<Partial<Record<TriggerKind, number>>>;
  /** Alarms and schedules that scaled it, with how often. */
  readonly byName: Readonly<Record<string, number>>;
  /** Smallest and largest number that it was scaled to; undefined where no event tells it. */
  readonly smallest?: number;
  readonly largest?: number;
  /** How often it was scaled one way and within ten minutes the other: a sign of thresholds that are too close. */
  readonly reversals: number;
}

/** Within how many milliseconds a scaling the other way counts as a reversal. */
const REVERSAL = 600_000;

/** AWS's words for activities that didn't succeed (Application Auto Scaling API Reference, ScalingActivity; EC2's Activity). */
const UNSUCCESSFUL: readonly string[] = ["Failed", "Unfulfilled", "Cancelled", "Overridden", "failed", "refused"];

/** What scaled, by service and group, in the order of their names. */
export function scalingReport(events: readonly ScalingEvent[], period: Period): readonly SubjectScaling[] {
  const own = events.filter(({ startedAt }) => isIn(period, startedAt));
  const subjects = [...new Set(own.map(({ subject }) => subject))].sort();
  return subjects.map((subject) => subjectScaling(own.filter((event) => event.subject === subject)));
}

function subjectScaling(events: readonly ScalingEvent[]): SubjectScaling {
  const done = events.filter(({ status }) => !UNSUCCESSFUL.includes(status));
  const directions = done.map(directionOf);
  const sizes = done.flatMap(({ to }) => (to === undefined ? [] : [to]));
  const [first] = events;
  return {
    subject: first?.subject ?? "",
    what: first?.what ?? "service",
    out: directions.filter((direction) => direction > 0).length,
    in: directions.filter((direction) => direction < 0).length,
    unsuccessful: events.length - done.length,
    byTrigger: counted(events.map(({ trigger }) => trigger.kind)),
    byName: counted(events.flatMap(({ trigger }) => trigger.name ?? [])),
    ...(sizes.length > 0 && { smallest: Math.min(...sizes), largest: Math.max(...sizes) }),
    reversals: reversals(done),
  };
}

function directionOf({ from, to }: ScalingEvent): number {
  return from === undefined || to === undefined ? 0 : Math.sign(to - from);
}

function reversals(events: readonly ScalingEvent[]): number {
  const sorted = events
    .filter((event) => directionOf(event) !== 0)
    .sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
  return sorted.filter((event, index) => {
    const before = sorted[index - 1];
    if (before === undefined || directionOf(before) === directionOf(event)) return false;
    return Date.parse(event.startedAt) - Date.parse(before.startedAt) <= REVERSAL;
  }).length;
}
