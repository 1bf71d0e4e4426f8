import { isWholeWithin, requireMinutes, requireWhole } from "../shared/bounds";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { BackupArgs, BackupRetentionArgs, BackupSelectionArgs } from "./args";
import { type BackupLockArgs, IRREVERSIBLE } from "./lock-args";
import { backupTimes, recoveryPointProblem, recoveryTimeProblem } from "./objectives";
import { DEFAULT_TIMES, isTime, minuteOfDay, retentionRange, scheduledBackups } from "./schedule";

/** AWS Backup API Reference, Lifecycle and PutBackupVaultLockConfiguration. */
const DAYS = { smallest: 1, largest: 36_500 };
const CHANGEABLE_DAYS = { smallest: 3, largest: 36_500 };
const LEAST_COLD_DAYS = 90;
/** AWS Backup API Reference, BackupRuleInput; longer ones would leave no time between two backups. */
const WINDOW_MINUTES = { smallest: 60, largest: 24 * 60 };

/** Records what AWS Backup would refuse or never do, and objectives that the schedule can't meet. */
export function validateBackup(args: BackupArgs, problems: ArgumentProblems): void {
  const before = problems.all.length;
  checkTimes(problems, args);
  requireMinutes(problems, "startWindow", args.startWindow, WINDOW_MINUTES);
  requireMinutes(problems, "completionWindow", args.completionWindow, WINDOW_MINUTES);
  // Times and windows that are wrong by themselves can't be compared with an objective.
  if (problems.all.length === before) checkRecoveryPoint(problems, args);
  checkRecoveryTime(problems, args.recoveryTime);
  checkRetention(problems, "daily", args.daily);
  checkRetention(problems, "weekly", args.weekly);
  checkRetention(problems, "monthly", args.monthly);
  requireWhole(problems, "copies.retentionDays", args.copies?.retentionDays, DAYS);
  checkLock(problems, args);
  checkSelection(problems, args.selection);
  checkTags(problems, args.tags);
}

function checkTimes(problems: ArgumentProblems, { daily, weekly, monthly }: BackupArgs): void {
  const times = daily?.times ?? DEFAULT_TIMES;
  problems.require(times.length > 0, "daily.times", "must have one time at least, got none; leave it out for 05:00");
  times.forEach((time, index) => {
    checkTime(problems, `daily.times[${index}]`, time);
    checkUnlike(problems, `daily.times[${index}]`, time, times.slice(0, index));
  });
  checkTime(problems, "weekly.time", weekly?.time);
  checkTime(problems, "monthly.time", monthly?.time);
  requireWhole(problems, "monthly.day", monthly?.day, { smallest: 1, largest: 28 });
}

function checkTime(problems: ArgumentProblems, path: string, time: string | undefined): void {
  problems.require(
    time === undefined || isTime(time),
    path,
    `must be a time of the day in UTC from "00:00" to "23:59", got ${JSON.stringify(time)}`,
  );
}

function checkUnlike(problems: ArgumentProblems, path: string, time: string, others: readonly string[]): void {
  const [first] = others;
  if (first === undefined || !isTime(time) || !isTime(first)) return;
  problems.require(
    minuteOfDay(time) % 60 === minuteOfDay(first) % 60,
    path,
    `must be at the same minute of an hour as ${first}, got "${time}": one schedule has one minute`,
  );
  problems.require(!others.includes(time), path, `"${time}" is listed twice; list each time once`);
}

function checkRecoveryPoint(problems: ArgumentProblems, args: BackupArgs): void {
  const { recoveryPoint } = args;
  if (recoveryPoint === undefined) return;
  const problem = problems.attempt("recoveryPoint", () => recoveryPointProblem(recoveryPoint, backupTimes(args)));
  if (problem !== undefined) problems.add("recoveryPoint", `"${recoveryPoint}" ${problem}`);
}

function checkRecoveryTime(problems: ArgumentProblems, recoveryTime: string | undefined): void {
  if (recoveryTime === undefined) return;
  const problem = problems.attempt("recoveryTime", () => recoveryTimeProblem(recoveryTime));
  if (problem !== undefined) problems.add("recoveryTime", problem);
}

function checkRetention(problems: ArgumentProblems, path: string, args: BackupRetentionArgs | undefined): void {
  if (args === undefined) return;
  const { retentionDays, coldStorageAfterDays } = args;
  requireWhole(problems, `${path}.retentionDays`, retentionDays, DAYS);
  requireWhole(problems, `${path}.coldStorageAfterDays`, coldStorageAfterDays, DAYS);
  if (coldStorageAfterDays === undefined || !isWholeWithin(coldStorageAfterDays, DAYS)) return;
  const kept = scheduledBackups({ [path]: args }).find(({ name }) => name === path)?.retentionDays ?? 0;
  problems.require(
    kept >= coldStorageAfterDays + LEAST_COLD_DAYS,
    `${path}.retentionDays`,
    `must be ${LEAST_COLD_DAYS} days or more above coldStorageAfterDays, got ${kept} and ${coldStorageAfterDays}; set it to ${coldStorageAfterDays + LEAST_COLD_DAYS}`,
  );
}

function checkLock(problems: ArgumentProblems, args: BackupArgs): void {
  const { lock } = args;
  if (lock === undefined || lock === false) return;
  checkCompliance(problems, lock);
  requireWhole(problems, "lock.minimumRetentionDays", lock.minimumRetentionDays, DAYS);
  requireWhole(problems, "lock.maximumRetentionDays", lock.maximumRetentionDays, DAYS);
  const { shortest, longest } = lockedRange(args);
  const { minimumRetentionDays: least = shortest, maximumRetentionDays: most = longest } = lock;
  problems.require(
    least <= shortest,
    "lock.minimumRetentionDays",
    `must be ${shortest} at most, the shortest retention of the plan, got ${least}: a vault fails backups that are kept shorter`,
  );
  problems.require(
    most >= longest,
    "lock.maximumRetentionDays",
    `must be ${longest} at least, the longest retention of the plan, got ${most}: a vault fails backups that are kept longer`,
  );
}

/** Retentions in both vaults. */
function lockedRange(args: BackupArgs): { readonly shortest: number; readonly longest: number } {
  const { shortest, longest } = retentionRange(scheduledBackups(args));
  const copied = args.copies?.retentionDays ?? shortest;
  return { shortest: Math.min(shortest, copied), longest: Math.max(longest, copied) };
}

/** What can't be undone has to be asked for in words. */
function checkCompliance(problems: ArgumentProblems, lock: BackupLockArgs): void {
  if (lock.mode !== "compliance") return;
  requireWhole(problems, "lock.changeableForDays", lock.changeableForDays, CHANGEABLE_DAYS);
  const written: string = lock.acknowledgement; // any text, where no compiler has looked
  problems.require(
    written === IRREVERSIBLE,
    "lock.acknowledgement",
    `must be "${IRREVERSIBLE}", got ${JSON.stringify(written)}; write these words, or leave the mode at governance`,
  );
}

/** Services that hold data and that AWS Backup doesn't cover (AWS Backup Developer Guide, "Feature availability"). */
const UNCOVERED: Readonly<Record<string, string>> = { elasticache: "ElastiCache", sqs: "SQS" };

function checkSelection(problems: ArgumentProblems, { resources, tags }: BackupSelectionArgs): void {
  problems.require(
    resources.length > 0,
    "selection.resources",
    "must have one ARN at least, got none; add what is to be backed up",
  );
  resources.forEach((resource, index) => {
    const problem = resourceProblem(literal(resource));
    if (problem !== undefined) problems.add(`selection.resources[${index}]`, problem);
  });
  checkTags(
    problems.at((path) => `selection.${path}`),
    tags,
  );
}

function resourceProblem(resource: string | undefined): string | undefined {
  if (resource === undefined) return undefined;
  const [scheme, , service = ""] = resource.split(":");
  const uncovered = UNCOVERED[service];
  if (scheme !== "arn") return `must be an ARN, or the beginning of one followed by "*", got "${resource}"`;
  if (uncovered === undefined) return undefined;
  return `AWS Backup doesn't cover ${uncovered}, got "${resource}"; leave it out, and use its own snapshots where there are any`;
}
