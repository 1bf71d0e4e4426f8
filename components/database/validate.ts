import { KMS_KEY_ARN } from "../shared/arn";
import { requireWhole } from "../shared/bounds";
import { requireLogRetention } from "../shared/log-retention";
import { durationSeconds } from "../shared/quantity";
import { checkTags } from "../shared/tag-rules";
import { type ArgumentProblems, literal } from "../shared/validation";
import { dailyWindow, weeklyWindow, windowsOverlap } from "../shared/windows";
import type { DatabaseArgs } from "./args";
import { DEFAULTS, windowSettings } from "./settings";
import { validateEngine } from "./validate-engine";
import { validateRestore } from "./validate-restore";
import { OLDEST_MAJOR, parseVersion } from "./versions";

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const REVISION = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Amazon RDS API Reference, CreateDBInstance: DBName and MasterUsername for PostgreSQL. */
const DATABASE_NAME = /^[a-z_][a-z0-9_]{0,62}$/;
const USERNAME = /^[a-z][a-z0-9_]{0,62}$/;
/** Names that RDS or PostgreSQL keep to themselves (the same; PostgreSQL, "CREATE ROLE": names that begin with pg_). */
const RESERVED_USERNAMES = ["admin", "public", "rdsadmin", "rds_superuser", "rdsproxyadmin", "user"];
const RESERVED_DATABASES = ["rdsadmin", "template0", "template1"];
const PARAMETER_NAME = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)?$/;
const PORTS = { smallest: 1150, largest: 65_535 };
const RETENTION_DAYS = { smallest: 1, largest: 35 };
/** Amazon RDS API Reference, CreateDBInstance: PreferredBackupWindow and PreferredMaintenanceWindow. */
const SHORTEST_WINDOW_MINUTES = 30;
const FEWEST_SUBNETS = { instance: 2, "multi-az-cluster": 3, aurora: 2, "aurora-serverless": 2 };

/** Records everything by which RDS would refuse the database, and what would make it unsafe. */
export function validateDatabase(args: DatabaseArgs, problems: ArgumentProblems, name: string): void {
  validateNames(args, problems, name);
  validateEngine(
    args.engine,
    problems.at((path) => `engine.${path}`),
  );
  validateVersion(args, problems);
  validatePlacement(args, problems);
  validateWindows(args, problems);
  validateParameters(args, problems);
  validateRestore(args, problems);
  requireWhole(problems, "port", args.port, PORTS);
  requireWhole(problems, "backup.retentionDays", args.backup?.retentionDays, RETENTION_DAYS);
  requireLogRetention(problems, "logRetentionDays", args.logRetentionDays);
  const threshold = args.slowQueryThreshold;
  if (threshold !== undefined) problems.attempt("slowQueryThreshold", () => durationSeconds(threshold));
  checkTags(problems, args.tags);
}

function validateNames(args: DatabaseArgs, problems: ArgumentProblems, name: string): void {
  const { databaseName = DEFAULTS.databaseName, username = DEFAULTS.username, revision, kmsKeyArn } = args;
  problems.require(
    NAME.test(name),
    "name",
    `must be lower-case letters, digits and single hyphens, beginning with a letter, since RDS's identifiers begin with it, got ${JSON.stringify(name)}`,
  );
  problems.require(
    revision === undefined || REVISION.test(revision),
    "revision",
    `must be lower-case letters, digits and single hyphens, got ${JSON.stringify(revision)}`,
  );
  problems.require(
    DATABASE_NAME.test(databaseName) && !RESERVED_DATABASES.includes(databaseName),
    "databaseName",
    `must be 1 to 63 lower-case letters, digits and underscores, not beginning with a digit, and none of ${RESERVED_DATABASES.join(", ")}, got ${JSON.stringify(databaseName)}`,
  );
  problems.require(
    USERNAME.test(username) && !username.startsWith("pg_") && !RESERVED_USERNAMES.includes(username),
    "username",
    `must be 1 to 63 lower-case letters, digits and underscores, beginning with a letter, and neither begin with pg_ nor be one of ${RESERVED_USERNAMES.join(", ")}, got ${JSON.stringify(username)}`,
  );
  const key = literal(kmsKeyArn);
  problems.require(
    key === undefined || KMS_KEY_ARN.test(key),
    "kmsKeyArn",
    `must be the ARN of a KMS key (arn:aws:kms:<region>:<account>:key/<id>), got ${JSON.stringify(key)}`,
  );
}

function validateVersion({ version = DEFAULTS.version }: DatabaseArgs, problems: ArgumentProblems): void {
  const parsed = parseVersion(version);
  problems.require(
    parsed !== undefined && parsed.major >= OLDEST_MAJOR,
    "version",
    `must be a version of PostgreSQL from ${OLDEST_MAJOR} on, such as "17" or "17.5", got ${JSON.stringify(version)}`,
  );
}

function validatePlacement({ engine, subnetIds, availabilityZones }: DatabaseArgs, problems: ArgumentProblems): void {
  const [subnets, fewest] = [literal(subnetIds), FEWEST_SUBNETS[engine.kind]];
  problems.require(
    subnets === undefined || subnets.length >= fewest,
    "subnetIds",
    `must be subnets of ${fewest} zones at least for the kind "${engine.kind}", got ${subnets?.length ?? 0}`,
  );
  problems.require(
    availabilityZones === undefined || new Set(availabilityZones).size === availabilityZones.length,
    "availabilityZones",
    `must name each zone once, got ${JSON.stringify(availabilityZones)}`,
  );
}

function validateWindows(args: DatabaseArgs, problems: ArgumentProblems): void {
  const { backupWindow, maintenanceWindow } = windowSettings(args);
  const daily = problems.attempt("backup.window", () => dailyWindow(backupWindow, SHORTEST_WINDOW_MINUTES));
  const weekly = problems.attempt("maintenanceWindow", () => weeklyWindow(maintenanceWindow, SHORTEST_WINDOW_MINUTES));
  problems.require(
    daily === undefined || weekly === undefined || !windowsOverlap(daily, weekly),
    "backup.window",
    `must not overlap with the maintenance window, got "${backupWindow}" and "${maintenanceWindow}"; move one of them`,
  );
}

function validateParameters({ parameters = {} }: DatabaseArgs, problems: ArgumentProblems): void {
  for (const name of Object.keys(parameters)) {
    problems.require(
      PARAMETER_NAME.test(name),
      `parameters.${name}`,
      `must be named like a parameter of PostgreSQL, such as "work_mem", got ${JSON.stringify(name)}`,
    );
  }
  const tls = parameters["rds.force_ssl"];
  problems.require(
    tls === undefined || tls === "1",
    "parameters.rds.force_ssl",
    `must be "1": passwords and data would cross the network in plain text, got ${JSON.stringify(tls)}; take it out`,
  );
}
