import type { DeployedResource } from "../support/judge-pack";
import { arn, deployed } from "./shape";
import { KEY_ARN, PROTECTED, TAGS } from "./context";

const vault = deployed(
  "aws:backup/vault:Vault",
  "shop",
  { name: "shop", kmsKeyArn: KEY_ARN, tags: TAGS },
  { ...PROTECTED, outputs: { arn: arn("backup", "backup-vault:shop"), id: "shop", recoveryPoints: 0 } },
);

const vaultLock = deployed(
  "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  "shop",
  { backupVaultName: "shop", minRetentionDays: 35, maxRetentionDays: 400, changeableForDays: 3 },
  {
    references: { backupVaultName: [vault] },
    outputs: { id: "shop", backupVaultArn: arn("backup", "backup-vault:shop") },
  },
);

/** A plan that keeps daily copies for a week and monthly ones for a year. */
const plan = deployed(
  "aws:backup/plan:Plan",
  "shop",
  {
    name: "shop",
    rules: [
      { ruleName: "days", targetVaultName: "shop", schedule: "cron(0 3 * * ? *)", lifecycle: { deleteAfter: 35 } },
      {
        ruleName: "months",
        targetVaultName: "shop",
        schedule: "cron(0 4 1 * ? *)",
        lifecycle: { coldStorageAfter: 30, deleteAfter: 365 },
      },
    ],
    tags: TAGS,
  },
  { references: { rules: [vault] }, outputs: { id: "6d1f", arn: arn("backup", "backup-plan:6d1f"), version: "1" } },
);

/** The selection of the plan. */
export function selection(
  inputs: Readonly<Record<string, unknown>>,
  on: readonly DeployedResource[] = [],
): DeployedResource {
  return deployed(
    "aws:backup/selection:Selection",
    "shop",
    { name: "shop", planId: "6d1f", iamRoleArn: arn("iam", "role/backup"), ...inputs },
    { references: { planId: [plan], resources: on }, outputs: { id: "9e2b" } },
  );
}

/** A locked vault and a plan; each shape adds a selection. */
export const BACKUPS = [vault, vaultLock, plan];

export const BY_TAG = { selectionTags: [{ type: "STRINGEQUALS", key: "Environment", value: "production" }] };
