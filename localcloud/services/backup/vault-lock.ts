import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { number, text } from "../../model/values";
import { OVERWRITES, warningOf } from "../../model/warning";
import { VAULT_LOCK, vaultNamed, vaultReference } from "./vault-lookup";

const DOCUMENT = "AWS Backup API Reference, PutBackupVaultLockConfiguration";
const LONGEST_DAYS = 36_500;

/**
 * The lock of a vault: in governance mode, or in compliance mode where it becomes final after some days (AWS Backup
 * Developer Guide, "AWS Backup Vault Lock"). No time passes in the local cloud: a lock in compliance mode can be
 * removed.
 */
export const vaultLockConfiguration: ResourceType = {
  type: VAULT_LOCK,
  mapping: { operation: "backup.PutBackupVaultLockConfiguration" },
  documentedLimits: {
    changeableForDays: [{ document: DOCUMENT, min: 3, max: LONGEST_DAYS }],
    minRetentionDays: [{ document: DOCUMENT, min: 1, max: LONGEST_DAYS }],
    maxRetentionDays: [{ document: DOCUMENT, min: 1, max: LONGEST_DAYS }],
  },
  replaceOnChanges: ["backupVaultName", "changeableForDays", "maxRetentionDays", "minRetentionDays", "region"],
  unique: {
    inputs: ["backupVaultName"],
    scope: "region",
    code: "InvalidRequestException",
    message: (name) => `The vault is locked already: ${name}`,
    warning: OVERWRITES,
  },
  references: [vaultReference("backupVaultName")],
  rules: [requireOrder, warningOf(refuseFinality, "the lock can't be undone")],
  make: ({ inputs, region, cloud }) => {
    const name = text(inputs, "backupVaultName") ?? "";
    return { id: name, computed: { backupVaultArn: vaultNamed(name, region, cloud)?.computed.arn } };
  },
};

function requireOrder({ inputs }: Operation): void {
  const [least, most] = [number(inputs, "minRetentionDays"), number(inputs, "maxRetentionDays")];
  if (least === undefined || most === undefined || least <= most) return;
  refuse(
    "InvalidParameterValueException",
    `The minimum retention can't be longer than the maximum retention, got ${least} and ${most} days`,
    "minRetentionDays, maxRetentionDays",
  );
}

/** AWS Backup Developer Guide, "AWS Backup Vault Lock", compliance mode. */
function refuseFinality({ inputs }: Operation): void {
  const days = number(inputs, "changeableForDays");
  if (days === undefined) return;
  refuse(
    "InvalidRequestException",
    `${days} days from now nobody, AWS included, can remove it, shorten it or delete a backup before its time`,
    "changeableForDays",
  );
}
