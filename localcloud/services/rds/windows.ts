import { refuse } from "../../model/aws-error";
import type { DocumentedLimit } from "../../model/limits";
import type { Properties } from "../../model/values";
import { text } from "../../model/values";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const MINUTES_A_DAY = 24 * 60;
const SHORTEST_MINUTES = 30;
const TIME = "(?:[01]\\d|2[0-3]):[0-5]\\d";
const DAY = `(?:${DAYS.join("|")})`;

/** Windows as RDS draws them where a program names none. */
export const DEFAULT_BACKUP_WINDOW = "03:12-03:42";
export const DEFAULT_MAINTENANCE_WINDOW = "tue:04:19-tue:04:49";

export const BACKUP_WINDOW_LIMITS: readonly DocumentedLimit[] = [
  {
    document: "Amazon RDS API Reference, CreateDBInstance, PreferredBackupWindow",
    pattern: `^${TIME}-${TIME}$`,
    code: "InvalidParameterValue",
    message: (window) => `Invalid backup window format: ${window}; it must satisfy the format of "hh24:mi-hh24:mi".`,
  },
];

export const MAINTENANCE_WINDOW_LIMITS: readonly DocumentedLimit[] = [
  {
    document: "Amazon RDS API Reference, CreateDBInstance, PreferredMaintenanceWindow",
    pattern: `^${DAY}:${TIME}-${DAY}:${TIME}$`,
    code: "InvalidParameterValue",
    message: (window) =>
      `Invalid maintenance window format: ${window}; it must satisfy the format of "ddd:hh24:mi-ddd:hh24:mi".`,
  },
];

/** A part of a week, in minutes from its beginning; a part that runs into the next week ends after the week. */
interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * Amazon RDS API Reference, CreateDBInstance: each window has at least 30 minutes, and they don't overlap.
 * @param names names of the inputs of the two windows.
 */
export function requireWindows(
  inputs: Properties,
  names: { readonly backup: string; readonly maintenance: string },
): void {
  const backup = text(inputs, names.backup);
  const maintenance = text(inputs, names.maintenance);
  const backups = backup === undefined ? [] : DAYS.map((_, day) => daily(backup, day));
  const [maintained] = maintenance === undefined ? [] : [weekly(maintenance)];
  for (const [part, input] of [[backups[0], names.backup] as const, [maintained, names.maintenance] as const]) {
    if (part === undefined || part.end - part.start >= SHORTEST_MINUTES) continue;
    refuse("InvalidParameterValue", "The window must have at least 30 minutes.", input);
  }
  if (maintained === undefined || !backups.some((part) => overlap(part, maintained))) return;
  refuse(
    "InvalidParameterValue",
    "The backup window and maintenance window must not overlap.",
    `${names.backup}, ${names.maintenance}`,
  );
}

function daily(window: string, day: number): Part {
  const [from = "", to = ""] = window.split("-");
  return part(day * MINUTES_A_DAY + minutes(from), day * MINUTES_A_DAY + minutes(to), MINUTES_A_DAY);
}

function weekly(window: string): Part {
  const [from = "", to = ""] = window.split("-");
  return part(minuteOfWeek(from), minuteOfWeek(to), DAYS.length * MINUTES_A_DAY);
}

function part(start: number, end: number, period: number): Part {
  return { start, end: end <= start ? end + period : end };
}

function minuteOfWeek(moment: string): number {
  return DAYS.indexOf(moment.slice(0, 3)) * MINUTES_A_DAY + minutes(moment.slice(4));
}

function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(":").map(Number);
  return hours * 60 + rest;
}

/** Weeks follow each other, so that a part is also the one of the week before and after. */
function overlap(one: Part, other: Part): boolean {
  const week = DAYS.length * MINUTES_A_DAY;
  return [-week, 0, week].some((shift) => one.start + shift < other.end && other.start < one.end + shift);
}
