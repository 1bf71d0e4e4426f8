import { checkTags } from "../shared/tag-rules";
import type { ArgumentProblems } from "../shared/validation";
import type { AuditBucketArgs, AuditRetention } from "./args";
import { DEFAULT_RETENTION_DAYS } from "./retention";

/** Amazon S3 User Guide, "Locking objects with Object Lock": 100 years. */
const MOST_RETENTION_DAYS = 36_500;
const MODES: readonly unknown[] = ["GOVERNANCE", "COMPLIANCE"];

/** Records what Amazon S3 would refuse, and objects that would be deleted before their lock ends. */
export function validateAuditBucket(args: AuditBucketArgs, problems: ArgumentProblems): void {
  checkRetention(problems, args.retention);
  checkKeepDays(problems, args);
  checkTags(problems, args.tags);
}

/** Records a retention that Amazon S3 doesn't take. */
export function checkRetention(problems: ArgumentProblems, { mode, days }: AuditRetention = {}): void {
  problems.require(
    mode === undefined || MODES.includes(mode),
    "retention.mode",
    `must be "GOVERNANCE" or "COMPLIANCE", got ${JSON.stringify(mode)}`,
  );
  problems.require(
    days === undefined || isWholeBetween(days, 1, MOST_RETENTION_DAYS),
    "retention.days",
    `must be a whole number from 1 to ${MOST_RETENTION_DAYS}, got ${days}`,
  );
}

function checkKeepDays(problems: ArgumentProblems, { keepDays, retention }: AuditBucketArgs): void {
  if (keepDays === undefined) return;
  const locked = retention?.days ?? DEFAULT_RETENTION_DAYS;
  problems.require(
    Number.isInteger(keepDays) && keepDays > locked,
    "keepDays",
    `must be a whole number of more than the ${locked} days for which objects are locked, got ${keepDays}; leave it out to keep them for ever`,
  );
}

function isWholeBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
