import { arnPattern } from "../shared/arn";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { DatabaseArgs } from "./args";
import { isCluster } from "./engines";

/** Amazon RDS API Reference, RestoreDBInstanceToPointInTime: SourceDBInstanceAutomatedBackupsArn. */
const AUTOMATED_BACKUPS_ARN = arnPattern({ service: "rds", resource: "auto-backup:ab-[a-z0-9]+" });
/**
 * Names and ARNs of snapshots, of AWS Backup's too (the same, RestoreDBInstanceFromDBSnapshot: DBSnapshotIdentifier).
 */
const SNAPSHOT =
  /^(?:arn:aws[a-z-]*:rds:[a-z0-9-]+:\d{12}:(?:cluster-)?snapshot:|rds:|awsbackup:)?[A-Za-z][\w:-]{0,254}$/;
const IDENTIFIER = /^(?:arn:aws[a-z-]*:rds:[a-z0-9-]+:\d{12}:(?:db|cluster):)?[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Records data that can't be restored into the kind of database. */
export function validateRestore({ engine, restoreFrom: source }: DatabaseArgs, problems: ArgumentProblems): void {
  if (source === undefined) return;
  if (source.kind === "snapshot") {
    requireForm(problems, "restoreFrom.identifier", SNAPSHOT, source.identifier, "the name or ARN of a snapshot");
    return;
  }
  requireTime(problems, source.time);
  if (source.kind === "point-in-time") {
    const kind = isCluster(engine.kind) ? "DB cluster" : "DB instance";
    requireForm(
      problems,
      "restoreFrom.sourceIdentifier",
      IDENTIFIER,
      source.sourceIdentifier,
      `the identifier of a ${kind}`,
    );
    return;
  }
  problems.require(
    !isCluster(engine.kind),
    "restoreFrom.kind",
    `"automated-backups" are those of a DB instance, got the kind "${engine.kind}"; restore a snapshot instead`,
  );
  requireForm(
    problems,
    "restoreFrom.automatedBackupsArn",
    AUTOMATED_BACKUPS_ARN,
    source.automatedBackupsArn,
    "the ARN of automated backups (arn:aws:rds:<region>:<account>:auto-backup:ab-<id>)",
  );
}

function requireForm(
  problems: ArgumentProblems,
  path: string,
  form: RegExp,
  given: Parameters<typeof literal<string>>[0],
  what: string,
): void {
  const value = literal(given);
  problems.require(value === undefined || form.test(value), path, `must be ${what}, got ${JSON.stringify(value)}`);
}

function requireTime(problems: ArgumentProblems, time: string | undefined): void {
  problems.require(
    time === undefined || (TIME.test(time) && !Number.isNaN(Date.parse(time))),
    "restoreFrom.time",
    `must be a time in UTC such as "2026-11-30T03:00:00Z", got ${JSON.stringify(time)}; leave it out for the latest that can be restored`,
  );
}
