import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { BackupWindows } from "./objectives";
import type { ScheduledBackup } from "./schedule";

type PlanRule = aws.types.input.backup.PlanRule;

/** Where the backups of a plan go. */
export interface BackupDestination {
  readonly vaultName: pulumi.Input<string>;
  /** @default - no copies */
  readonly copies?: { readonly vaultArn: pulumi.Input<string>; readonly retentionDays: number | undefined };
}

/**
 * The rules of a plan. Its backups are snapshots: continuous ones would take the point-in-time recovery of a database
 * over, and its retention with it (AWS Backup Developer Guide, "Continuous backups and point-in-time recovery").
 */
export function planRules(
  backups: readonly ScheduledBackup[],
  windows: BackupWindows,
  { vaultName, copies }: BackupDestination,
): PlanRule[] {
  return backups.map(({ name, schedule, retentionDays, coldStorageAfterDays }) => ({
    ruleName: name,
    targetVaultName: vaultName,
    schedule,
    scheduleExpressionTimezone: "Etc/UTC",
    startWindow: windows.start,
    completionWindow: windows.completion,
    lifecycle: lifecycle(retentionDays, coldStorageAfterDays),
    ...(copies !== undefined && {
      copyActions: [
        {
          destinationVaultArn: copies.vaultArn,
          lifecycle: lifecycle(copies.retentionDays ?? retentionDays, coldStorageAfterDays),
        },
      ],
    }),
  }));
}

function lifecycle(deleteAfter: number, coldStorageAfter: number | undefined): NonNullable<PlanRule["lifecycle"]> {
  return { deleteAfter, ...(coldStorageAfter !== undefined && { coldStorageAfter }) };
}
