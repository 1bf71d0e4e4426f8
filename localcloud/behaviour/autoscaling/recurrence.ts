import { CronExpressionParser } from "cron-parser";
import { text, type Properties } from "../../model/values";
import type { Instant } from "../model/instant";

/**
 * When a scheduled action runs next: at its start time, and then by its recurrence until its end time, in its time zone
 * (Amazon EC2 Auto Scaling API Reference, PutScheduledUpdateGroupAction).
 * @returns undefined where it never runs again
 */
export function nextRun(action: Properties, after: Instant): Instant | undefined {
  const start = timeOf(action, "startTime");
  if (start !== undefined && start > after) return start;
  const recurrence = text(action, "recurrence");
  if (recurrence === undefined) return undefined;
  const tz = text(action, "timeZone") ?? "Etc/UTC";
  const next = CronExpressionParser.parse(recurrence, { currentDate: new Date(after), tz })
    .next()
    .getTime();
  const end = timeOf(action, "endTime");
  return end !== undefined && next > end ? undefined : next;
}

function timeOf(action: Properties, input: string): Instant | undefined {
  const value = text(action, input);
  return value === undefined ? undefined : Date.parse(value);
}
