import type * as pulumi from "@pulumi/pulumi";
import type { NotifyingAlarm } from "../shared/alarm";
import type { EventRuleDefinition } from "../shared/event-rule";
import { type BackupTimes, largestAge } from "./objectives";

const HOUR_SECONDS = 3600;

/**
 * Rules on what AWS Backup reports of the jobs of a vault, by its ARN (AWS Backup Developer Guide, "Monitoring AWS
 * Backup events using Amazon EventBridge"). A job that couldn't begin in time expires, one that takes too long is
 * aborted.
 */
export function failureRules(name: string): EventRuleDefinition[] {
  const paths = { resource: "$.detail.resourceArn", state: "$.detail.state", reason: "$.detail.statusMessage" };
  return [
    {
      name: `${name}-failed`,
      severity: "warning",
      description: "A backup failed, couldn't begin in time, or took too long.",
      pattern: (vaultArn) => ({
        source: ["aws.backup"],
        "detail-type": ["Backup Job State Change"],
        detail: { backupVaultArn: [vaultArn], state: ["FAILED", "ABORTED", "EXPIRED", "PARTIAL"] },
      }),
      paths,
      message: "The backup of <resource> is <state>: <reason>",
    },
    {
      name: `${name}-copy-failed`,
      severity: "warning",
      description: "The copy of a backup failed.",
      pattern: (vaultArn) => ({
        source: ["aws.backup"],
        "detail-type": ["Copy Job State Change"],
        detail: { sourceBackupVaultArn: [vaultArn], state: ["FAILED", "ABORTED", "PARTIAL"] },
      }),
      paths,
      message: "The copy of a backup of <resource> is <state>: <reason>",
    },
  ];
}

/**
 * An alarm that sounds when no backup was completed for as long as the schedule, its delay and its duration allow. AWS
 * Backup counts the jobs of a vault that were completed, and says nothing where there are none (Amazon CloudWatch User
 * Guide, metrics of `AWS/Backup`: NumberOfBackupJobsCompleted by BackupVaultName).
 */
export function missingAlarm(name: string, vaultName: pulumi.Input<string>, times: BackupTimes): NotifyingAlarm {
  const hours = Math.ceil(largestAge(times) / 60);
  return {
    name: `${name}-missing`,
    severity: "warning",
    description: `No backup was completed for ${hours} hours, in which one should have been.`,
    queries: [
      {
        id: "completed",
        metric: {
          namespace: "AWS/Backup",
          metricName: "NumberOfBackupJobsCompleted",
          statistic: "Sum",
          dimensions: { BackupVaultName: vaultName },
        },
      },
    ],
    comparisonOperator: "LessThanThreshold",
    threshold: 1,
    periodSeconds: HOUR_SECONDS,
    evaluationPeriods: hours,
    treatMissingData: "breaching",
  };
}
