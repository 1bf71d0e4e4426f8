import {
  DAILY_WINDOW,
  parseDailyWindow,
  parseWeeklyWindow,
  type TimeWindow,
  WEEKLY_WINDOW,
  windowsOverlap,
} from "../../../components/shared/windows";
import { refuse } from "../../model/aws-error";
import type { DocumentedLimit } from "../../model/limits";
import type { Properties } from "../../model/values";
import { text } from "../../model/values";

const SHORTEST_MINUTES = 30;

/** Windows as RDS draws them where a program names none. */
export const DEFAULT_BACKUP_WINDOW = "03:12-03:42";
export const DEFAULT_MAINTENANCE_WINDOW = "tue:04:19-tue:04:49";

export const BACKUP_WINDOW_LIMITS: readonly DocumentedLimit[] = [
  {
    document: "Amazon RDS API Reference, CreateDBInstance, PreferredBackupWindow",
    pattern: DAILY_WINDOW.source,
    code: "InvalidParameterValue",
    message: (window) => `Invalid backup window format: ${window}; it must satisfy the format of "hh24:mi-hh24:mi".`,
  },
];

export const MAINTENANCE_WINDOW_LIMITS: readonly DocumentedLimit[] = [
  {
    document: "Amazon RDS API Reference, CreateDBInstance, PreferredMaintenanceWindow",
    pattern: WEEKLY_WINDOW.source,
    code: "InvalidParameterValue",
    message: (window) =>
      `Invalid maintenance window format: ${window}; it must satisfy the format of "ddd:hh24:mi-ddd:hh24:mi".`,
  },
];

/**
 * Amazon RDS API Reference, CreateDBInstance: each window has at least 30 minutes, and they don't overlap.
 * @param names names of the inputs of the two windows.
 */
export function requireWindows(
  inputs: Properties,
  names: { readonly backup: string; readonly maintenance: string },
): void {
  const backup = parseDailyWindow(text(inputs, names.backup) ?? "");
  const maintenance = parseWeeklyWindow(text(inputs, names.maintenance) ?? "");
  requireLength(backup, names.backup);
  requireLength(maintenance, names.maintenance);
  if (backup === undefined || maintenance === undefined || !windowsOverlap(backup, maintenance)) return;
  refuse(
    "InvalidParameterValue",
    "The backup window and maintenance window must not overlap.",
    `${names.backup}, ${names.maintenance}`,
  );
}

/** The form of a window that can't be parsed is told elsewhere. */
function requireLength(window: TimeWindow | undefined, input: string): void {
  if (window === undefined || window.minutes >= SHORTEST_MINUTES) return;
  refuse("InvalidParameterValue", "The window must have at least 30 minutes.", input);
}
