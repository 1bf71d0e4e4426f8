import { randomUUID } from "node:crypto";
import { isArnIn } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { keyNamed, keyReferences } from "../kms/key-reference";
import { nameOf } from "../shared/inputs";
import { recoveryPointsIn } from "./recovery-point";
import { lockOf, VAULT } from "./vault-lookup";

/** A container of backups (AWS Backup Developer Guide, "Backup vaults"). */
export const vault: ResourceType = {
  type: VAULT,
  mapping: {
    operation: "backup.CreateBackupVault",
    inputs: { name: "BackupVaultName", kmsKeyArn: "EncryptionKeyArn", tags: "BackupVaultTags" },
  },
  autonaming: { input: "name", maximumLength: 50 },
  defaults: { forceDestroy: false },
  replaceOnChanges: ["name", "kmsKeyArn", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "AlreadyExistsException",
    message: (name) => `Backup vault with the same name already exists: ${name}`,
  },
  references: keyReferences("kmsKeyArn", {
    code: "InvalidParameterValueException",
    message: (key) => `The KMS key doesn't exist: ${key}`,
  }),
  rules: [requireKeyOfTheRegion],
  deletion: [refuseWhileNotEmpty],
  cascade: (resource, cloud) => recoveryPointsIn(resource, cloud),
  make: (operation) => {
    const { inputs, region, accountId } = operation;
    const name = nameOf(operation);
    const kmsKeyArn = text(inputs, "kmsKeyArn") ?? arn("kms", region, accountId, `key/${randomUUID()}`);
    const computed = { name, arn: arn("backup", region, accountId, `backup-vault:${name}`), kmsKeyArn };
    return { id: name, computed: { ...computed, recoveryPoints: 0 } };
  },
};

/**
 * AWS Backup Developer Guide, "Encryption for backups in AWS Backup": a symmetric key of the vault's region, by its
 * ARN.
 */
function requireKeyOfTheRegion({ kind, inputs, region, cloud }: Operation): void {
  const name = text(inputs, "kmsKeyArn");
  if (kind === "update" || name === undefined) return;
  if (isArnIn(region, name) && isSymmetric(keyNamed(name, cloud))) return;
  refuse(
    "InvalidParameterValueException",
    `A vault takes the ARN of a symmetric KMS key of its region ${region}, got ${name}`,
    "kmsKeyArn",
  );
}

function isSymmetric(key: CloudResource | undefined): boolean {
  return key === undefined || text(key.inputs, "customerMasterKeySpec") === "SYMMETRIC_DEFAULT";
}

/**
 * AWS Backup API Reference, DeleteBackupVault: a vault can be deleted only if it is empty. The provider empties it
 * first if it may, which a lock prevents (AWS Backup Developer Guide, "AWS Backup Vault Lock").
 */
function refuseWhileNotEmpty(resource: CloudResource, cloud: CloudReader): void {
  const held = recoveryPointsIn(resource, cloud);
  if (held.length === 0) return;
  if (flag(resource.inputs, "forceDestroy") !== true) {
    refuse(
      "InvalidRequestException",
      `Backup vault cannot be deleted because it contains recovery points: ${held.length}`,
      "forceDestroy",
    );
  }
  if (lockOf(resource, cloud) !== undefined) {
    refuse("InvalidRequestException", "The recovery points can't be deleted: the backup vault is locked", resource.id);
  }
}
