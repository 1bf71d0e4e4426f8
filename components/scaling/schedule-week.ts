import type { ScheduledScaling } from "./scheduled-scaling";

/** Days of the week, in cron's order. */
export const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** Time zone of schedules that give none. */
export const DEFAULT_TIME_ZONE = "UTC";

export type Weekday = (typeof WEEKDAYS)[number];

/** One time in a week at which a schedule acts. */
export interface Occurrence {
  readonly schedule: ScheduledScaling;
  /** Minute of the week, from Sunday 00:00 UTC. */
  readonly minute: number;
}

const DAY = 24 * 60;
const WEEK = 7 * DAY;

/** Any year would do: its weeks have every combination of winter and summer time that two zones come to. */
const FIRST_WEDNESDAY = Date.UTC(2026, 0, 7);
const WEEKS = 52;
const WEEK_MILLISECONDS = WEEK * 60_000;

/**
 * The times at which valid schedules act in a week, in order. Schedules of one time zone keep their order all year;
 * those of several change it where summer time begins on other days, so that there is one list for each combination.
 */
export function scheduleWeeks(schedules: readonly ScheduledScaling[]): readonly (readonly Occurrence[])[] {
  const zones = [...new Set(schedules.map(zoneOf))];
  return offsetsOfYear(zones).map((offsets) =>
    schedules
      .flatMap((schedule) => occurrences(schedule, offsets.get(zoneOf(schedule)) ?? 0))
      .sort((first, second) => first.minute - second.minute),
  );
}

function zoneOf({ timeZone = DEFAULT_TIME_ZONE }: ScheduledScaling): string {
  return timeZone;
}

function occurrences(schedule: ScheduledScaling, offset: number): Occurrence[] {
  const [hour = 0, minute = 0] = schedule.at.split(":").map(Number);
  const days: readonly Weekday[] = schedule.days ?? WEEKDAYS;
  return [...new Set(days)].map((day) => {
    const local = WEEKDAYS.indexOf(day) * DAY + hour * 60 + minute;
    return { schedule, minute: (local - offset + WEEK) % WEEK };
  });
}

/** Distinct combinations of the zones' distances from UTC, in minutes. */
function offsetsOfYear(zones: readonly string[]): ReadonlyMap<string, number>[] {
  if (zones.length <= 1) return [new Map()]; // a common distance shifts all alike
  const formats = zones.map((zone) => [zone, offsetFormat(zone)] as const);
  const combinations = new Map<string, ReadonlyMap<string, number>>();
  for (let week = 0; week < WEEKS; week += 1) {
    const instant = new Date(FIRST_WEDNESDAY + week * WEEK_MILLISECONDS);
    const offsets = new Map(formats.map(([zone, format]) => [zone, offsetAt(format, instant)]));
    combinations.set([...offsets.values()].join(), offsets);
  }
  return [...combinations.values()];
}

/** Undefined for a zone that is newer than this Node. */
function offsetFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  } catch {
    return undefined;
  }
}

function offsetAt(format: Intl.DateTimeFormat | undefined, instant: Date): number {
  const name = format?.formatToParts(instant).find(({ type }) => type === "timeZoneName")?.value ?? "GMT";
  const [, sign, hours = "0", minutes = "0"] = /^GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
