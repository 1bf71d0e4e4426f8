import { MANDATORY_FROM_STAGING, resourceRule, type Finding, type ResourceView } from "../core";
import { isCopy } from "./shared/copies";
import { CLUSTER, INSTANCE } from "./shared/rds";
import { wrongSwitch } from "./shared/properties";

interface Settings {
  /** Fewest days for which daily backups may be kept. */
  readonly minimumDays: number;
  /** Whether the database needs a final snapshot at its deletion. */
  readonly requireFinalSnapshot: boolean;
}

export const rdsBackups = resourceRule<Settings>({
  name: "rds-backups",
  title: "Databases are backed up every day, and before their deletion",
  description:
    "RDS databases keep daily backups for at least the environment's number of days and, where the settings demand " +
    "it, leave a final snapshot. The rule skips replicas, since their source is backed up.",
  why:
    "Replicas and standbys copy a wrong DELETE within a second; only a backup from before it has the data. Deleting a " +
    "database deletes its daily backups with it.",
  fix:
    "Set `backupRetentionPeriod` to at least the minimum, `skipFinalSnapshot: false`, and " +
    "`finalSnapshotIdentifier` to the snapshot's name, without which the database can't be deleted.",
  severity: "high",
  identifiers: { fsbp: ["RDS.11"], checkov: ["CKV_AWS_133"], trivy: ["AVD-AWS-0077"], cfnNag: ["W75"] },
  requirements: ["DB-2", "SE-8"],
  references: [
    {
      title: "Amazon RDS User Guide, Introduction to backups",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.html",
    },
  ],
  types: [INSTANCE, CLUSTER],
  levels: MANDATORY_FROM_STAGING,
  configuration: {
    schema: {
      minimumDays: {
        type: "integer",
        minimum: 1,
        maximum: 35,
        description: "Fewest days for which daily backups may be kept",
      },
      requireFinalSnapshot: {
        type: "boolean",
        description: "Whether a snapshot has to be made when the database is deleted",
      },
    },
    defaults: {
      development: { minimumDays: 1, requireFinalSnapshot: false },
      staging: { minimumDays: 7, requireFinalSnapshot: true },
      production: { minimumDays: 14, requireFinalSnapshot: true },
    },
  },
  check: (database, settings) =>
    isCopy(database) ? [] : [...keptTooShort(database, settings), ...lostWhenDeleted(database, settings)],
});

/** The provider's defaults. */
const DEFAULT_DAYS: Readonly<Record<string, number>> = { [INSTANCE]: 0, [CLUSTER]: 1 };

function keptTooShort(database: ResourceView, { minimumDays }: Settings): Finding[] {
  const days = database.number("backupRetentionPeriod");
  if (!days.known) return [];
  const retained = days.value ?? DEFAULT_DAYS[database.type] ?? 0;
  if (retained >= minimumDays) return [];
  return [
    {
      property: "backupRetentionPeriod",
      value: days.value,
      problem: retained === 0 ? "there are no backups" : `what went wrong ${retained + 1} days ago can't be undone`,
      allowed: `${minimumDays} to 35 days`,
      fix: `set backupRetentionPeriod: ${minimumDays}`,
    },
  ];
}

function lostWhenDeleted(database: ResourceView, { requireFinalSnapshot }: Settings): Finding[] {
  if (!requireFinalSnapshot) return [];
  return wrongSwitch(database, {
    property: "skipFinalSnapshot",
    wanted: false,
    problem: "when the database is deleted or replaced, its data is gone",
    fix: "set skipFinalSnapshot: false and finalSnapshotIdentifier to the snapshot's name",
  });
}
