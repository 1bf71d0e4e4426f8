import {
  parseDailyWindow,
  parseWeeklyWindow,
  type TimeWindow,
  windowsOverlap,
} from "../../../components/shared/windows";
import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { text } from "../../model/values";

/** CreateReplicationGroup: the shortest window of either kind. */
const SHORTEST = 60;

/** Rules of the two windows of a replication group (Amazon ElastiCache API Reference, CreateReplicationGroup). */
export const windowRules: readonly Rule[] = [requireForms, refuseOverlap];

function requireForms({ inputs }: Operation): void {
  requireForm("snapshotWindow", text(inputs, "snapshotWindow"), parseDailyWindow, "hh24:mi-hh24:mi");
  requireForm("maintenanceWindow", text(inputs, "maintenanceWindow"), weekly, "ddd:hh24:mi-ddd:hh24:mi");
}

function requireForm(
  input: string,
  window: string | undefined,
  parse: (window: string) => TimeWindow | undefined,
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
  const snapshot = parseDailyWindow(text(inputs, "snapshotWindow") ?? "");
  const maintenance = weekly(text(inputs, "maintenanceWindow") ?? "");
  if (snapshot === undefined || maintenance === undefined || !windowsOverlap(snapshot, maintenance)) return;
  refuse(
    "InvalidParameterCombination",
    "The snapshot window and maintenance window must not overlap.",
    "snapshotWindow, maintenanceWindow",
  );
}

/** ElastiCache takes days in capitals, too. */
function weekly(window: string): TimeWindow | undefined {
  return parseWeeklyWindow(window.toLowerCase());
}
