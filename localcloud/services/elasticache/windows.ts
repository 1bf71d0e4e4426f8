import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { text } from "../../model/values";

const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const DAY = 24 * 60;
const WEEK = 7 * DAY;
/** CreateReplicationGroup: the shortest window of either kind. */
const SHORTEST = 60;

const TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
const DAILY = new RegExp(`^${TIME}-${TIME}$`);
const WEEKLY = new RegExp(`^(${DAYS.join("|")}):${TIME}-(${DAYS.join("|")}):${TIME}$`, "i");

/** Minutes of a window, from its beginning, counted in a day or a week. */
interface Window {
  readonly start: number;
  readonly minutes: number;
}

/** Rules of the two windows of a replication group (Amazon ElastiCache API Reference, CreateReplicationGroup). */
export const windowRules: readonly Rule[] = [requireForms, refuseOverlap];

function requireForms({ inputs }: Operation): void {
  requireForm("snapshotWindow", text(inputs, "snapshotWindow"), daily, "hh24:mi-hh24:mi");
  requireForm("maintenanceWindow", text(inputs, "maintenanceWindow"), weekly, "ddd:hh24:mi-ddd:hh24:mi");
}

function requireForm(
  input: string,
  window: string | undefined,
  parse: (window: string) => Window | undefined,
  form: string,
): void {
  if (window === undefined) return;
  const parsed = parse(window);
  if (parsed === undefined) refuse("InvalidParameterValue", `${window} must satisfy the format of "${form}".`, input);
  if (parsed.minutes >= SHORTEST) return;
  refuse("InvalidParameterValue", `The window ${window} must be at least ${SHORTEST} minutes.`, input);
}

/** Amazon ElastiCache User Guide, "Scheduling automatic backups": the windows can't overlap. */
function refuseOverlap({ inputs }: Operation): void {
  const snapshot = daily(text(inputs, "snapshotWindow") ?? "");
  const maintenance = weekly(text(inputs, "maintenanceWindow") ?? "");
  if (snapshot === undefined || maintenance === undefined) return;
  const starts = DAYS.map((_, day) => day * DAY + snapshot.start);
  if (!starts.some((start) => overlap({ ...snapshot, start }, maintenance))) return;
  refuse(
    "InvalidParameterCombination",
    "The snapshot window and maintenance window must not overlap.",
    "snapshotWindow, maintenanceWindow",
  );
}

function overlap(one: Window, other: Window): boolean {
  const isWithin = (point: number, { start, minutes }: Window) => (((point - start) % WEEK) + WEEK) % WEEK < minutes;
  return isWithin(one.start, other) || isWithin(other.start, one);
}

function daily(window: string): Window | undefined {
  const match = DAILY.exec(window);
  if (match === null) return undefined;
  const [from = 0, fromMinute = 0, to = 0, toMinute = 0] = match.slice(1).map(Number);
  return spanning(from * 60 + fromMinute, to * 60 + toMinute, DAY);
}

function weekly(window: string): Window | undefined {
  const match = WEEKLY.exec(window);
  if (match === null) return undefined;
  const [, fromDay = "", from = "", fromMinute = "", toDay = "", to = "", toMinute = ""] = match;
  const minute = (day: string, hour: string, minutes: string) =>
    DAYS.indexOf(day.toLowerCase()) * DAY + Number(hour) * 60 + Number(minutes);
  return spanning(minute(fromDay, from, fromMinute), minute(toDay, to, toMinute), WEEK);
}

function spanning(start: number, end: number, round: number): Window {
  return { start, minutes: (end - start + round) % round };
}
