import type { Samples } from "../../limits/samples";
import { KEY, ROLE, TAGS, TOPIC } from "../../limits/samples/values";

const COPIES = "arn:aws:backup:eu-central-1:123456789012:backup-vault:enterprise-copies";
const PLAN_ID = "bde0f455-4e24-4668-aeaa-4932a97f5cc5";

/** What usual programs ask of AWS Backup, by resource type: AWS accepts all of it. */
export const SAMPLES: Samples = {
  "aws:backup/vault:Vault": { name: "enterprise", kmsKeyArn: KEY, forceDestroy: false, tags: TAGS },
  "aws:backup/vaultPolicy:VaultPolicy": {
    backupVaultName: "enterprise",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Principal: "*", Action: "backup:DeleteRecoveryPoint", Resource: "*" }],
    }),
  },
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration": {
    backupVaultName: "enterprise",
    minRetentionDays: 35,
    maxRetentionDays: 400,
  },
  "aws:backup/vaultNotifications:VaultNotifications": {
    backupVaultName: "enterprise",
    snsTopicArn: TOPIC,
    backupVaultEvents: ["BACKUP_JOB_FAILED", "COPY_JOB_FAILED"],
  },
  "aws:backup/plan:Plan": {
    name: "enterprise",
    rules: [
      {
        ruleName: "daily",
        targetVaultName: "enterprise",
        schedule: "cron(0 5 ? * * *)",
        scheduleExpressionTimezone: "Etc/UTC",
        startWindow: 60,
        completionWindow: 180,
        enableContinuousBackup: false,
        lifecycle: { deleteAfter: 35 },
        copyActions: [{ destinationVaultArn: COPIES, lifecycle: { deleteAfter: 35 } }],
        recoveryPointTags: TAGS,
      },
    ],
    tags: TAGS,
  },
  "aws:backup/selection:Selection": {
    name: "enterprise",
    planId: PLAN_ID,
    iamRoleArn: ROLE,
    resources: ["arn:aws:rds:eu-west-1:123456789012:db:*"],
    conditions: [{ stringEquals: [{ key: "aws:ResourceTag/Environment", value: "production" }] }],
    selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }],
  },
};
