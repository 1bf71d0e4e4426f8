import type { BackupArgs, BackupRetentionArgs } from "./args";

/** A time of the day: hours and minutes. */
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/;

/** Whether a text is a time of the day such as `"01:30"`. */
export function isTime(time: string): boolean {
  return TIME.test(time);
}

/** Minutes from midnight to a time of the day. */
export function minuteOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

/** When backups are made by default. */
export const DEFAULT_TIMES: readonly string[] = ["05:00"];

/** A scheduled backup: a rule of the plan. */
export interface ScheduledBackup {
  /** The argument that it comes from, which is also the rule's name. */
  readonly name: "daily" | "weekly" | "monthly";
  /** Cron expression in UTC, as AWS Backup reads it (AWS Backup Developer Guide, "Backup plan options"). */
  readonly schedule: string;
  readonly retentionDays: number;
  readonly coldStorageAfterDays: number | undefined;
}

/** The scheduled backups of a plan. */
export function scheduledBackups({
  daily,
  weekly,
  monthly,
}: Pick<BackupArgs, "daily" | "monthly" | "weekly">): ScheduledBackup[] {
  return [
    kept("daily", dailyExpression(daily?.times ?? DEFAULT_TIMES), 35, daily),
    ...(weekly === undefined ? [] : [kept("weekly", weeklyExpression(weekly.day, weekly.time), 90, weekly)]),
    ...(monthly === undefined ? [] : [kept("monthly", monthlyExpression(monthly.day, monthly.time), 365, monthly)]),
  ];
}

function kept(
  name: ScheduledBackup["name"],
  schedule: string,
  defaultDays: number,
  { retentionDays = defaultDays, coldStorageAfterDays }: BackupRetentionArgs = {},
): ScheduledBackup {
  return { name, schedule, retentionDays, coldStorageAfterDays };
}

function dailyExpression(times: readonly string[]): string {
  const minutes = times.map(minuteOfDay).sort((one, other) => one - other);
  const hours = minutes.map((minute) => Math.floor(minute / 60));
  return `cron(${(minutes[0] ?? 0) % 60} ${hours.join(",")} ? * * *)`;
}

function weeklyExpression(day = "sunday", time = "09:00"): string {
  return `cron(${clock(time)} ? * ${day.slice(0, 3).toUpperCase()} *)`;
}

function monthlyExpression(day = 1, time = "21:00"): string {
  return `cron(${clock(time)} ${day} * ? *)`;
}

function clock(time: string): string {
  const minute = minuteOfDay(time);
  return `${minute % 60} ${Math.floor(minute / 60)}`;
}

/** Shortest and longest retention of some scheduled backups, in days. */
export function retentionRange(backups: readonly ScheduledBackup[]): {
  readonly shortest: number;
  readonly longest: number;
} {
  const days = backups.map(({ retentionDays }) => retentionDays);
  return { shortest: Math.min(...days), longest: Math.max(...days) };
}
