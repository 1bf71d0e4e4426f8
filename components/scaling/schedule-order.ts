import type { ArgumentProblems } from "../shared/validation";
import { type Occurrence, scheduleWeeks } from "./schedule-week";
import type { ScheduledScaling } from "./scheduled-scaling";

interface Bounds {
  readonly minInstances: number;
  readonly maxInstances: number;
}

const BOUNDS = ["minInstances", "maxInstances"] as const;

/**
 * Records contradictions between valid schedules. Nobody knows which of two schedules acts last in one minute. A bound
 * that no other schedule changes stays for ever. A schedule of one bound keeps the other bound as the schedule before
 * set it, and AWS refuses a minimum above the maximum (Application Auto Scaling User Guide, "How scheduled scaling
 * works").
 */
export function validateScheduleOrder(
  schedules: readonly ScheduledScaling[],
  bounds: Bounds,
  problems: ArgumentProblems,
): void {
  const weeks = scheduleWeeks(schedules);
  refuseOneMinute(schedules, weeks, problems);
  for (const bound of BOUNDS) refuseForGood(schedules, bound, bounds, problems);
  refuseContradictions(schedules, weeks, bounds, problems);
}

function refuseOneMinute(
  schedules: readonly ScheduledScaling[],
  weeks: readonly (readonly Occurrence[])[],
  problems: ArgumentProblems,
): void {
  schedules.forEach((schedule, index) => {
    const before = schedules.slice(0, index);
    const twin = before.find((other) => weeks.some((week) => meet(schedule, other, week)));
    if (twin === undefined) return;
    problems.add(
      `schedules[${index}].at`,
      `must be another minute than that of "${twin.name}", or nobody knows which of the two acts last, got "${schedule.at}"; change one, or write both bounds into one schedule`,
    );
  });
}

function meet(one: ScheduledScaling, other: ScheduledScaling, week: readonly Occurrence[]): boolean {
  const minutesOf = (wanted: ScheduledScaling) =>
    week.filter(({ schedule }) => schedule === wanted).map(({ minute }) => minute);
  const minutes = minutesOf(one);
  return minutesOf(other).some((minute) => minutes.includes(minute));
}

/** A bound to which all schedules give one value keeps that value from the first of them on. */
function refuseForGood(
  schedules: readonly ScheduledScaling[],
  bound: (typeof BOUNDS)[number],
  bounds: Bounds,
  problems: ArgumentProblems,
): void {
  const values = schedules.flatMap((schedule) => schedule[bound] ?? []);
  const [value] = values;
  if (value === undefined || value === bounds[bound] || values.some((other) => other !== value)) return;
  const index = schedules.findIndex((schedule) => schedule[bound] !== undefined);
  problems.add(
    `schedules[${index}].${bound}`,
    `must be changed back by another schedule, since schedules stay in force through deployments, got ${value} and no other schedule; add a schedule with ${bound}: ${bounds[bound]} for when it ends`,
  );
}

/** A deployment, which sets its own bounds, may come before any occurrence of the week. */
function refuseContradictions(
  schedules: readonly ScheduledScaling[],
  weeks: readonly (readonly Occurrence[])[],
  bounds: Bounds,
  problems: ArgumentProblems,
): void {
  const found = new Map<ScheduledScaling, Bounds>();
  for (const week of weeks) {
    week.forEach((_, start) => {
      const contradiction = firstContradiction([...week.slice(start), ...week.slice(0, start)], bounds);
      if (contradiction !== undefined) found.set(contradiction.schedule, contradiction.left);
    });
  }
  for (const [schedule, { minInstances, maxInstances }] of found) {
    problems.add(
      `schedules[${schedules.indexOf(schedule)}]`,
      `must not leave minInstances above maxInstances, got ${minInstances} and ${maxInstances} with the bounds that the schedules before it set; give it both bounds`,
    );
  }
}

function firstContradiction(
  occurrences: readonly Occurrence[],
  bounds: Bounds,
): { readonly schedule: ScheduledScaling; readonly left: Bounds } | undefined {
  let left: Bounds = bounds;
  for (const { schedule } of occurrences) {
    left = {
      minInstances: schedule.minInstances ?? left.minInstances,
      maxInstances: schedule.maxInstances ?? left.maxInstances,
    };
    if (left.minInstances > left.maxInstances) return { schedule, left };
  }
  return undefined;
}
