import { z } from "zod";
import { duration, flag, group, number, oneOf, size, text, wholeNumber } from "../../../configuration/schema/fields";
import type { SettingsOf } from "../../../configuration/section";
import { proxy } from "./proxy-keys";

const IN_PLACE = "in place, without downtime";
const RESTART =
  "restarts the database: about a minute with a standby or reader, several minutes without, in its maintenance window";
const NEW_DATABASES_ONLY = "counts for a new database only, which takes another revision";

const INSTANCE_CLASS = /^db\.[a-z0-9-]+\.[a-z0-9]+$/;

const storage = group(
  {
    size: size({
      description: "Size with which the storage begins.",
      changing: `${IN_PLACE}, to a larger one only; a GiB costs about 13 cents a month, twice that with a standby`,
      examples: ["20Gi"],
    }),
    maximum: size({
      description: "Size up to which RDS raises the storage by itself; five times the size unless given.",
      changing: IN_PLACE,
      examples: ["100Gi"],
    }).optional(),
    type: oneOf(["gp3", "io2"], {
      description: "Type of the volumes: gp3 suits most databases; gp3 unless given.",
      changing: "in place; the database runs slower for hours",
    }).optional(),
    iops: wholeNumber(1000, 256_000, {
      description: "Operations a second: of io2, and of gp3 from 400 GiB on; what gp3 includes unless given.",
      changing: "in place; the database runs slower for hours",
      examples: [12_000],
    }).optional(),
    throughput: wholeNumber(500, 4000, {
      description: "MiB a second, of gp3 from 400 GiB on; what gp3 includes unless given.",
      changing: "in place; the database runs slower for hours",
      examples: [500],
    }).optional(),
  },
  {
    description: "Storage of an instance or of a Multi-AZ DB cluster.",
    changing: "see its keys",
    examples: [{ size: "20Gi" }],
  },
);

/** What the database runs on; which keys count, `kind` decides. */
const engineKeys = {
  kind: oneOf(["instance", "multi-az-cluster", "aurora", "aurora-serverless"], {
    description:
      "What the database runs on (DB-1): an instance with a standby and read replicas, a Multi-AZ DB cluster, or Aurora, on instances or serverless.",
    changing: "another database, without the data: it takes another revision and restoreFrom",
  }).default("instance"),
  instanceClass: text(INSTANCE_CLASS, {
    description: "Class of the database's instances; needed but for aurora-serverless.",
    allowed: "an instance class of RDS of the families c, m, r or t",
    changing: RESTART,
    examples: ["db.m7g.large", "db.t4g.micro"],
  }).optional(),
  storage: storage.optional(),
  multiAz: flag({
    description: "Whether an instance has a standby in another zone, which takes over when it fails (SE-8).",
    changing: `${IN_PLACE}; doubles the price of the instance`,
  }).optional(),
  readReplicas: wholeNumber(0, 15, {
    description:
      "Copies that answer reads, spread over the zones (DB-1): read replicas of an instance, readers of Aurora; none of an instance and one of Aurora unless given.",
    changing: "leaves the primary and the other copies as they are; each costs as much as an instance",
    examples: [2],
  }).optional(),
  replicaInstanceClass: text(INSTANCE_CLASS, {
    description: "Class of the copies, at least as large as the primary's, which they have unless given.",
    allowed: "an instance class of RDS of the families c, m, r or t",
    changing: "restarts the copies",
    examples: ["db.m7g.large"],
  }).optional(),
  minimumCapacity: number(0, 256, {
    description: "Smallest capacity of aurora-serverless in capacity units of about 2 GiB, in halves.",
    changing: IN_PLACE,
    examples: [0.5],
  }).optional(),
  maximumCapacity: number(1, 256, {
    description: "Largest capacity of aurora-serverless in capacity units of about 2 GiB, in halves.",
    changing: "in place; another limit of connections takes a restart",
    examples: [8],
  }).optional(),
};

const backup = group(
  {
    retentionDays: wholeNumber(1, 35, {
      description: "Days for which automated backups are kept, from which any second can be restored (DB-2).",
      changing: "in place; a shorter time deletes what is older",
      examples: [35],
    }).default(14),
    window: text(/^\d\d:\d\d-\d\d:\d\d$/, {
      description: "Half an hour or more of each day, in UTC, in which backups are made; 02:00-03:00 unless given.",
      allowed: "two times in UTC, apart from the maintenance window",
      changing: IN_PLACE,
      examples: ["02:00-03:00"],
    }).optional(),
  },
  {
    description: "Automated backups of the database (DB-2).",
    changing: "see its keys",
    examples: [{ retentionDays: 35 }],
  },
);

const restoreFrom = group(
  {
    snapshot: text(/^[A-Za-z][\w:.-]{0,254}$/, {
      description: "Snapshot of an instance, or of a cluster for a cluster.",
      allowed: "the name or ARN of a snapshot",
      changing: NEW_DATABASES_ONLY,
      examples: ["proofpix-production-database-0a1b2c3d-final"],
    }).optional(),
    database: text(/^[a-z][a-z0-9:-]*$/, {
      description: "Database of this region as it was at the time.",
      allowed: "the identifier of a DB instance, or of a DB cluster for a cluster",
      changing: NEW_DATABASES_ONLY,
      examples: ["proofpix-production-database-0a1b2c3d"],
    }).optional(),
    automatedBackups: text(/^arn:aws[a-z-]*:rds:[a-z0-9-]+:\d{12}:auto-backup:ab-[a-z0-9]+$/, {
      description: "Automated backups of an instance, replicated into this region or kept at its deletion.",
      allowed: "the ARN of automated backups",
      changing: NEW_DATABASES_ONLY,
      examples: ["arn:aws:rds:eu-central-1:123456789012:auto-backup:ab-0123456789abcdef"],
    }).optional(),
    time: text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/, {
      description: "Time to restore; the latest unless given, and none for a snapshot.",
      allowed: "a time in UTC, in quotes",
      changing: NEW_DATABASES_ONLY,
      examples: ["2026-11-30T03:00:00Z"],
    }).optional(),
  },
  {
    description: "Data with which a new database begins: one of snapshot, database and automatedBackups.",
    changing: NEW_DATABASES_ONLY,
    examples: [{ database: "proofpix-production-database-0a1b2c3d", time: "2026-11-30T03:00:00Z" }],
  },
);

/** The group `proofpix:database`. */
export const database = group(
  {
    ...engineKeys,
    version: text(/^\d+(?:\.\d+)?$/, {
      description: 'Version of PostgreSQL: "17" follows its minor versions, "17.5" stays; 17 unless given.',
      allowed: "a major version, or one with its minor version, in quotes",
      changing: "a minor one restarts the database; a major one takes allowMajorVersionUpgrade",
      examples: ["17"],
    }).optional(),
    allowMajorVersionUpgrade: flag({
      description: "Whether the next deployment may upgrade to another major version; take it out again afterwards.",
      changing: "with a higher version: downtime of a minute beside the old database, of minutes in place",
    }).default(false),
    backup: backup.prefault({}),
    maintenanceWindow: text(/^[a-z]{3}:\d\d:\d\d-[a-z]{3}:\d\d:\d\d$/, {
      description:
        "Half an hour or more of each week, in UTC, in which RDS installs minor versions and makes changes that restart.",
      allowed: "two times in UTC with their days, apart from the backup window",
      changing: IN_PLACE,
      examples: ["sun:04:00-sun:05:00"],
    }).optional(),
    applyImmediately: flag({
      description: "Whether changes that restart the database are made by the deployment, not in its window.",
      changing: "nothing by itself",
    }).default(false),
    restoreFrom: restoreFrom.optional(),
    revision: text(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
      description:
        "Makes another database when it changes, to which services move; the old one leaves a final snapshot.",
      allowed: "lower-case letters, digits and single hyphens",
      changing: "another database, empty unless restoreFrom says otherwise; proofpix:protect has to let the old one go",
      examples: ["restored-2026-11-30"],
    }).optional(),
    parameters: z
      .record(z.string(), z.string().meta({ allowed: "a text", examples: ["65536"] }))
      .meta({
        description: "Parameters of PostgreSQL in place of those that are computed for the class.",
        allowed: "texts by the names of parameters; a number has to stand in quotes",
        changing: "in place, or with the next restart for those that PostgreSQL reads at its start",
        examples: [{ work_mem: "65536" }],
      })
      .default({}),
    slowQueryThreshold: duration(1, 3600, {
      description: "Time from which on a statement is logged (DB-5).",
      changing: IN_PLACE,
      examples: ["1s"],
    }).default("1s"),
    databaseInsights: oneOf(["standard", "advanced"], {
      description:
        "Database Insights: seven days of load for free, or 15 months with execution plans and locks (DB-5).",
      changing: `${IN_PLACE}; advanced costs about 9 dollars a month and virtual CPU`,
    }).default("standard"),
    rotationDays: wholeNumber(1, 365, {
      description: "Days after which the password changes by itself (SE-2).",
      changing: IN_PLACE,
      examples: [30],
    }).default(30),
    proxy: proxy.optional(),
  },
  {
    description: "PostgreSQL of the environment (DB-1), for services that say that they use it; none unless given.",
    changing:
      "adding one leaves all else alone; removing it deletes it, and keeps a final snapshot: production's refuses that",
    examples: [{ instanceClass: "db.t4g.micro", storage: { size: "20Gi" }, multiAz: false }],
  },
);

export const databaseKeys = { database: database.optional() };

/** Settings of a database that is configured. */
export type DatabaseSettings = NonNullable<SettingsOf<typeof databaseKeys>["database"]>;
