import { CONTAINER_NAME } from "../container-service";
import { validateEnvironment } from "../container-service/environment";
import { KMS_KEY_ARN } from "../shared/arn";
import { requireSeconds, requireWhole } from "../shared/bounds";
import { isSchedule } from "../shared/schedule-expression";
import { SEVERITIES } from "../shared/severity";
import { checkTags } from "../shared/tag-rules";
import { isTimeZone, timeZoneInAnyCase } from "../shared/time-zones";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { ScheduledTaskArgs } from "./args";
import { runInput } from "./run-input";

/** Amazon EventBridge Scheduler API Reference, RetryPolicy. */
const MAX_AGE = { smallest: 60, largest: 86_400 };
const ATTEMPTS = { smallest: 0, largest: 185 };
/** Amazon ECS API Reference, TaskOverride: characters of all overrides as JSON. */
const LONGEST_OVERRIDES = 8192;

/** Records everything in the arguments that could not work. */
export function validateScheduledTask(args: ScheduledTaskArgs, problems: ArgumentProblems): void {
  validateTime(args, problems);
  validateOverrides(args, problems);
  requireSeconds(problems, "retry.maxAge", args.retry?.maxAge, MAX_AGE);
  requireWhole(problems, "retry.maxAttempts", args.retry?.maxAttempts, ATTEMPTS);
  const key = literal(args.kmsKeyArn);
  problems.require(
    key === undefined || KMS_KEY_ARN.test(key),
    "kmsKeyArn",
    `must be the ARN of a KMS key, got ${JSON.stringify(key)}; an alias is not known to policies`,
  );
  problems.require(
    args.severity === undefined || SEVERITIES.includes(args.severity),
    "severity",
    `must be one of ${SEVERITIES.join(", ")}, got ${JSON.stringify(args.severity)}`,
  );
  checkTags(problems, args.tags);
}

function validateTime({ schedule, timeZone }: ScheduledTaskArgs, problems: ArgumentProblems): void {
  problems.require(
    isSchedule(schedule),
    "schedule",
    `must be "cron(<six fields>)" with "?" for either day or weekday, "rate(<number> <minutes, hours or days>)" or "at(<yyyy-mm-ddThh:mm:ss>)", got ${JSON.stringify(schedule)}${likelySchedule(schedule)}`,
  );
  problems.require(
    timeZone === undefined || isTimeZone(timeZone),
    "timeZone",
    `must be a time zone of the IANA database, such as "Europe/Berlin", got ${JSON.stringify(timeZone)}${likelyZone(timeZone)}`,
  );
}

/** What a crontab's five fields are in AWS's form, where they have one. */
function likelySchedule(schedule: string): string {
  const fields = schedule.trim().split(/\s+/);
  const [minute, hour, day, month, weekday] = fields;
  if (fields.length !== 5 || (day !== "*" && weekday !== "*")) return "";
  const days = weekday === "*" ? `${day} ${month} ?` : `? ${month} ${crontabWeekdays(weekday)}`;
  const likely = `cron(${minute} ${hour} ${days} *)`;
  return isSchedule(likely) ? `; write "${likely}"` : "";
}

/** A crontab's Sunday is 0 or 7, AWS's is 1. */
function crontabWeekdays(field = "*"): string {
  return field.replace(/\d/g, (day) => String((Number(day) % 7) + 1));
}

function likelyZone(timeZone = ""): string {
  const likely = timeZoneInAnyCase(timeZone);
  return likely === undefined ? "" : `; write ${JSON.stringify(likely)}`;
}

function validateOverrides(args: ScheduledTaskArgs, problems: ArgumentProblems): void {
  const { command, environment = {} } = args;
  problems.require(command?.length !== 0, "command", "must name what to run, got []; omit it for the task's own");
  validateEnvironment(environment, {}, problems);
  const known = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, literal(value) ?? ""]));
  const length = runInput({ command, environment: known })?.length ?? 0;
  problems.require(
    length <= LONGEST_OVERRIDES,
    "environment",
    `must be short enough for the overrides of ${CONTAINER_NAME}, which have ${LONGEST_OVERRIDES} characters with its command, got ${length}; give long values to the task itself`,
  );
}
