import * as pulumi from "@pulumi/pulumi";
import { Backup, type BackupArgs } from "../../../components/backup";
import { WEEKDAYS } from "../../../components/backup/args";
import { validateBackup } from "../../../components/backup/validate";
import { formatArn } from "../../../components/shared/arn";
import { partitionOf } from "../../../components/shared/region";
import type { ArgumentProblems } from "../../../components/shared/validation";
import { duration, group, oneOf, text, textList, wholeNumber } from "../../configuration/schema/fields";
import type { Draft, SettingsOf } from "../../configuration/section";
import { type Dependencies, NOT_YET_KNOWN } from "../dependencies";
import { protecting } from "../protection";
import type { EnvironmentConfiguration, EnvironmentParts } from "./environment";
import type { SecondRegion } from "./second-region";

const TIME = /^\d{2}:\d{2}$/;
const ALLOWED_TIME = 'a time of the day in UTC from "00:00" to "23:59", in quotes';
const MOST_DAYS = 36_500;
const HOUR = 3600;
const DAY = 24 * HOUR;

const FROM_THEN_ON = "no downtime; holds for backups that are made from then on";

function retentionDays(unlessGiven: number) {
  return wholeNumber(1, MOST_DAYS, {
    description: `Days for which they are kept: ${unlessGiven} unless given.`,
    changing: `${FROM_THEN_ON}, as what is there keeps its time; about 10 cents a GB and month`,
    examples: [unlessGiven],
  }).optional();
}

function time(unlessGiven: string) {
  return text(TIME, {
    description: `Time of the day in UTC: ${unlessGiven} unless given.`,
    allowed: ALLOWED_TIME,
    changing: FROM_THEN_ON,
    examples: [unlessGiven],
  }).optional();
}

function window(what: string, unlessGiven: string) {
  return duration(HOUR, DAY, {
    description: `${what}: ${unlessGiven} unless given.`,
    changing: FROM_THEN_ON,
    examples: [unlessGiven],
  }).optional();
}

const daily = group(
  {
    times: textList(TIME, {
      description:
        "Times of the day in UTC, at the same minute of an hour, away from the database's own backup and maintenance windows: 05:00 unless given.",
      allowed: ALLOWED_TIME,
      changing: FROM_THEN_ON,
      examples: ["05:00"],
    }).optional(),
    retentionDays: retentionDays(35),
  },
  {
    description: "The daily backups: one at 05:00, kept for 35 days, unless given.",
    changing: "see its keys",
    examples: [{ times: ["05:00", "17:00"], retentionDays: 35 }],
  },
);

const weekly = group(
  {
    day: oneOf(WEEKDAYS, {
      description: "Day of the week: Sunday unless given.",
      changing: FROM_THEN_ON,
    }).optional(),
    time: time("09:00"),
    retentionDays: retentionDays(90),
  },
  {
    description: "A further backup each week, to be kept longer; none unless given.",
    changing: "see its keys",
    examples: [{ day: "sunday", retentionDays: 90 }],
  },
);

const monthly = group(
  {
    day: wholeNumber(1, 28, {
      description: "Day of the month: the 1st unless given.",
      changing: FROM_THEN_ON,
      examples: [1],
    }).optional(),
    time: time("21:00"),
    retentionDays: retentionDays(365),
  },
  {
    description: "A further backup each month, to be kept longer; none unless given.",
    changing: "see its keys",
    examples: [{ retentionDays: 365 }],
  },
);

const backup = group(
  {
    daily: daily.optional(),
    weekly: weekly.optional(),
    monthly: monthly.optional(),
    startWindow: window("How long after its time a backup may begin", "1h"),
    completionWindow: window("How long a backup may take", "3h"),
    recoveryPoint: duration(HOUR, 30 * DAY, {
      description:
        "The most that may be lost: how old the newest backup may ever be. A schedule that can't keep it is refused; not checked unless given.",
      changing: "nothing: it is compared with the schedule",
      examples: ["24h"],
    }).optional(),
    recoveryTime: duration(60, 30 * DAY, {
      description: "How long it may take until a restored copy serves: an hour at least; not checked unless given.",
      changing: "nothing: it is compared with what a restore takes",
      examples: ["4h"],
    }).optional(),
    lock: oneOf(["governance", "none"], {
      description:
        "Lock of the vaults, under which nobody deletes a backup before its time: governance, which whoever may change it can remove, where proofpix:kind is production, none elsewhere, unless given.",
      changing: "no downtime; backups that are there keep their time",
    }).optional(),
  },
  {
    description:
      "Backups of the database, and of tables of DynamoDB and file systems of EFS that have the environment's tags (SE-8), with copies in proofpix:secondRegion where there is one; none unless given.",
    changing: "no downtime; without the key, vaults and backups are deleted, which proofpix:protect prevents",
    examples: [{ daily: { times: ["05:00", "17:00"] }, recoveryPoint: "24h" }],
  },
);

const keys = { backup: backup.optional() };

type BackupConfiguration = SettingsOf<typeof keys> & EnvironmentConfiguration;

/** What is backed up, and where. */
interface BackedUpParts extends Pick<Dependencies, "accountId" | "alarmTopics" | "key"> {
  readonly secondRegion?: SecondRegion | undefined;
  /** The environment's database; undefined where it has none. */
  readonly database?: { readonly arn: pulumi.Input<string> } | undefined;
}

/** Backups of what the environment stores, out of the reach of what destroys the original (SE-8). */
export const backupSection = {
  keys,

  check({ configuration }: Draft<object, BackupConfiguration>, problems: ArgumentProblems): void {
    const args = backupArgs(configuration, NOT_YET_KNOWN);
    if (args !== undefined) validateBackup(args, problems.at(keyOfArgument));
  },

  create(
    configuration: BackupConfiguration,
    parts: EnvironmentParts & BackedUpParts,
  ): { readonly backup: Backup | undefined } {
    const args = backupArgs(configuration, parts);
    return { backup: args && new Backup(`${parts.name}-backup`, args, parts.options) };
  },

  // The engine warns of an output without a value, so that there is none.
  outputs: (_configuration: object, { backup }: { readonly backup: Backup | undefined }): BackupOutputs => ({
    ...(backup !== undefined && { backupVaultName: backup.vaultName }),
    ...(backup?.copyVaultName !== undefined && { backupCopyVaultName: backup.copyVaultName }),
  }),
};

interface BackupOutputs {
  /** Vault of the backups; none without `proofpix:backup`. */
  readonly backupVaultName?: pulumi.Output<string>;
  /** Vault of the copies in `proofpix:secondRegion`. */
  readonly backupCopyVaultName?: pulumi.Output<string>;
}

/** Arguments of the environment's backups; undefined where it has none. */
function backupArgs(configuration: BackupConfiguration, parts: BackedUpParts): BackupArgs | undefined {
  const { backup: settings, kind, protect, tags } = configuration;
  if (settings === undefined) return undefined;
  const { lock = kind === "production" ? "governance" : "none", ...schedule } = settings;
  const { secondRegion } = parts;
  return {
    ...schedule,
    kmsKeyArn: parts.key.keyArn,
    alarmActions: parts.alarmTopics,
    selection: selection(configuration, parts),
    lock: lock === "governance" && {},
    ...(secondRegion !== undefined && {
      copies: { provider: secondRegion.provider, kmsKeyArn: secondRegion.keyArn },
    }),
    forceDestroy: !protect,
    tags,
    transform: { vault: protecting(protect) },
  };
}

/** The database by its ARN, since its replicas have the same tags; further stores by the environment's tags. */
function selection(
  { region, tags }: EnvironmentConfiguration,
  { accountId, database }: BackedUpParts,
): BackupArgs["selection"] {
  const { Project = "", Environment = "" } = tags;
  const further = [
    { service: "dynamodb", resource: "table/*" },
    { service: "elasticfilesystem", resource: "file-system/*" },
  ].map(({ service, resource }) =>
    pulumi
      .output(accountId)
      .apply((account) => formatArn({ partition: partitionOf(region), service, region, accountId: account, resource })),
  );
  return { resources: [...(database === undefined ? [] : [database.arn]), ...further], tags: { Project, Environment } };
}

/** Arguments have the names of the keys; what is selected and how it is tagged comes from elsewhere. */
function keyOfArgument(argument: string): string | undefined {
  const [name = ""] = argument.split(/[.[]/);
  return name in backup.shape ? `backup.${argument}` : undefined;
}
