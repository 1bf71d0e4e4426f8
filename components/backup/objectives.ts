import { durationSeconds } from "../shared/quantity";
import type { BackupArgs } from "./args";
import { DEFAULT_TIMES, minuteOfDay } from "./schedule";

const HOUR = 60;
const DAY = 24 * HOUR;

/** How long a backup may be late, and may take, in minutes. */
export interface BackupWindows {
  readonly start: number;
  readonly completion: number;
}

/** When daily backups are made, and how long each may take. */
export interface BackupTimes {
  /** Times of the day such as `"05:00"`. */
  readonly times: readonly string[];
  readonly windows: BackupWindows;
}

/** The times and windows of a plan. */
export function backupTimes({ daily, startWindow = "1h", completionWindow = "3h" }: BackupArgs): BackupTimes {
  const [start, completion] = [startWindow, completionWindow].map((window) => durationSeconds(window) / 60);
  return { times: daily?.times ?? DEFAULT_TIMES, windows: { start: start ?? 0, completion: completion ?? 0 } };
}

/** Longest time in minutes between two of a day's times, over midnight too. */
export function longestGap(times: readonly string[]): number {
  const minutes = times.map(minuteOfDay).sort((one, other) => one - other);
  return Math.max(...minutes.map((minute, index) => (minutes[index + 1] ?? (minutes[0] ?? 0) + DAY) - minute));
}

/**
 * How old the newest complete backup may be, in minutes: one shows the data at its time, and until the next is
 * complete there is no newer one.
 */
export function largestAge({ times, windows }: BackupTimes): number {
  return longestGap(times) + windows.start + windows.completion;
}

/** The fewest times of a day, evenly spread, that keep the newest backup younger than an age; undefined if none do. */
export function timesFor(age: number, { times, windows }: BackupTimes): string[] | undefined {
  const first = minuteOfDay(times[0] ?? "05:00");
  const spread = (count: number): string[] =>
    Array.from({ length: count }, (_, index) =>
      timeText((first + Math.floor((index * 24) / count) * HOUR) % DAY),
    ).sort();
  return Array.from({ length: 24 }, (_, index) => spread(index + 1)).find(
    (each) => largestAge({ times: each, windows }) <= age,
  );
}

function timeText(minute: number): string {
  return [Math.floor(minute / HOUR), minute % HOUR].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Why a schedule can't keep an objective for what may be lost, and what would; undefined where it can. */
export function recoveryPointProblem(objective: string, schedule: BackupTimes): string | undefined {
  const allowed = durationSeconds(objective) / 60;
  const age = largestAge(schedule);
  if (age <= allowed) return undefined;
  const { times, windows } = schedule;
  const reason = `can't be met: the newest backup may be ${hours(age)} old, as up to ${hours(longestGap(times))} lie between two, one begins up to ${hours(windows.start)} late and may take ${hours(windows.completion)}`;
  const better = timesFor(allowed, schedule);
  if (better !== undefined) return `${reason}; daily.times ${JSON.stringify(better)} would meet it`;
  return `${reason}; no schedule meets it with these windows: shorten them, or rely on what the store itself does all the time, such as a database's point-in-time recovery and a replica in another region`;
}

/**
 * Restoring from backups takes hours (Disaster Recovery of Workloads on AWS, "Disaster recovery options in the
 * cloud").
 */
const LEAST_RECOVERY_MINUTES = HOUR;

/** Why no restore keeps an objective for the time that it takes, and what would; undefined where one can. */
export function recoveryTimeProblem(objective: string): string | undefined {
  if (durationSeconds(objective) / 60 >= LEAST_RECOVERY_MINUTES) return undefined;
  return `must be "1h" or more, got "${objective}": restoring backups takes hours; what runs in the other region all the time, such as a replica, would meet it`;
}

function hours(minutes: number): string {
  const count = Number((minutes / HOUR).toFixed(1));
  return `${count} ${count === 1 ? "hour" : "hours"}`;
}
