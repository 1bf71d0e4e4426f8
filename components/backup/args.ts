import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { EventRuleTransforms } from "../shared/event-rule";
import type { DurationQuantity } from "../shared/quantity";
import type { AlarmTopics } from "../shared/severity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import type { BackupLockArgs } from "./lock-args";

/** Escape hatches, one for each kind of child. */
export interface BackupTransforms extends EventRuleTransforms {
  /** Both vaults: the one beside the data and the one for copies. */
  readonly vault?: Transform<aws.backup.VaultArgs>;
  readonly vaultLock?: Transform<aws.backup.VaultLockConfigurationArgs>;
  readonly plan?: Transform<aws.backup.PlanArgs>;
  readonly selection?: Transform<aws.backup.SelectionArgs>;
  readonly role?: Transform<aws.iam.RoleArgs>;
  readonly rolePolicyAttachment?: Transform<aws.iam.RolePolicyAttachmentArgs>;
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}

/** How long a backup is kept. */
export interface BackupRetentionArgs {
  /**
   * Days, from 1 to 36500, after which a backup is deleted. A change holds for backups that are made from then on.
   * @default - 35 for daily backups, 90 for weekly and 365 for monthly ones
   */
  readonly retentionDays?: number;
  /**
   * Days after which a backup moves to cold storage, about a fifth of the price, from which a restore takes hours or
   * days; it stays there for 90 days at least. AWS Backup leaves backups of RDS where they are (AWS Backup Developer
   * Guide, "Feature availability").
   * @default - never
   */
  readonly coldStorageAfterDays?: number;
}

/** Backups at the same times of every day. */
export interface DailyBackupArgs extends BackupRetentionArgs {
  /**
   * Times of the day in UTC, all at the same minute of an hour, such as `["05:00", "17:00"]`. AWS Backup begins no
   * backup of an RDS database in the hour before the database's own backup and maintenance windows, and while they
   * last.
   * @default ["05:00"]
   */
  readonly times?: readonly string[];
}

/** Days of the week on which weekly backups are made. */
export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** A further backup each week, to be kept longer. */
export interface WeeklyBackupArgs extends BackupRetentionArgs {
  /** Day of the week, in UTC. @default "sunday" */
  readonly day?: (typeof WEEKDAYS)[number];
  /** Time of the day in UTC. @default "09:00" */
  readonly time?: string;
}

/** A further backup each month, to be kept longer. */
export interface MonthlyBackupArgs extends BackupRetentionArgs {
  /** Day of the month, from 1 to 28, which every month has. @default 1 */
  readonly day?: number;
  /** Time of the day in UTC. @default "21:00" */
  readonly time?: string;
}

/** What is backed up. */
export interface BackupSelectionArgs {
  /**
   * ARNs, or beginnings of ARNs followed by `*`, such as `arn:aws:rds:eu-west-1:123456789012:db:*`: any of them. AWS
   * Backup covers neither ElastiCache nor SQS.
   */
  readonly resources: readonly pulumi.Input<string>[];
  /** Tags that a resource has to have besides, all of them. @default - none */
  readonly tags?: Tags;
}

/** Where copies of all backups go. */
export interface BackupCopiesArgs {
  /** Provider of the other region, in which the vault for copies is made. */
  readonly provider: pulumi.ProviderResource;
  /** ARN of a key of that region: a key encrypts in its own region only. A change replaces the vault. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Days for which copies are kept. @default - as long as the backups that they copy */
  readonly retentionDays?: number;
}

/** Arguments of a `Backup`. */
export interface BackupArgs {
  /** ARN of the KMS key that encrypts backups in the vault. A change replaces the vault, which has to be empty. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /**
   * Topics that hear of failed and missing backups, by their ARNs. Their policies, and those of the keys that encrypt
   * them, have to let CloudWatch and EventBridge in, as those of `AlarmTopic` and `EncryptionKey` do.
   */
  readonly alarmActions: AlarmTopics;
  /** What is backed up. A change replaces the selection, which interrupts nothing. */
  readonly selection: BackupSelectionArgs;
  /** When daily backups are made, and how long they are kept. @default - at 05:00 UTC, kept for 35 days */
  readonly daily?: DailyBackupArgs;
  /** A further backup each week. @default - none */
  readonly weekly?: WeeklyBackupArgs;
  /** A further backup each month. @default - none */
  readonly monthly?: MonthlyBackupArgs;
  /** How long after its time a backup may begin, from `"1h"`; one that doesn't is given up. @default "1h" */
  readonly startWindow?: DurationQuantity;
  /** How long a backup may take once it has begun, from `"1h"`; one that takes longer is given up. @default "3h" */
  readonly completionWindow?: DurationQuantity;
  /**
   * The most that may be lost: how old the newest backup may ever be. A schedule that can't keep that is refused.
   * @default - not checked
   */
  readonly recoveryPoint?: DurationQuantity;
  /**
   * How long it may take until a restored copy serves, from `"1h"`: less can't be met by restoring backups.
   * @default - not checked
   */
  readonly recoveryTime?: DurationQuantity;
  /**
   * Lock of the vaults, under which nobody deletes a backup before its time. In governance mode whoever may change the
   * lock can remove it. False for none.
   * @default - a lock in governance mode, for the shortest retention of the plan
   */
  readonly lock?: BackupLockArgs | false;
  /** Copies of all backups in another region; storage there, and about 2 cents a GB on the way. @default - none */
  readonly copies?: BackupCopiesArgs;
  /** Whether the deletion of a vault deletes its backups; a vault that holds any stays otherwise. @default false */
  readonly forceDestroy?: boolean;
  /** Tags of all that has tags. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: BackupTransforms;
}
