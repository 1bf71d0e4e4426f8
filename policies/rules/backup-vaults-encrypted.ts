import { ADVISORY_FROM_STAGING, resourceRule } from "../core";
import { missing } from "./shared/properties";

export const backupVaultsEncrypted = resourceRule({
  name: "backup-vaults-encrypted",
  title: "Backup vaults have a customer managed key",
  description: "Vaults of AWS Backup are encrypted with a customer managed key.",
  why: "With AWS's own key, nobody can share copies with another account or close them to an intruder in this one.",
  fix: "Set `kmsKeyArn` to the ARN of a customer managed key.",
  severity: "medium",
  identifiers: { fsbp: ["Backup.1"], checkov: ["CKV_AWS_166"] },
  requirements: ["SE-2", "SE-8"],
  references: [
    {
      title: "AWS Backup Developer Guide, Encryption for backups in AWS Backup",
      url: "https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html",
    },
  ],
  types: ["aws:backup/vault:Vault"],
  levels: ADVISORY_FROM_STAGING,
  check: (vault) =>
    missing(vault, {
      property: "kmsKeyArn",
      problem: "copies are encrypted with a key that can be neither shared nor withdrawn",
      allowed: "the ARN of a customer managed key",
      fix: "set kmsKeyArn to the ARN of the environment's key",
    }),
});
