import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import type { PolicyDocument } from "../shared/policy-document";
import { fail } from "../shared/policy-error";
import { policyRule } from "../shared/policy-rules";
import { vaultNamed, vaultReference } from "./vault-lookup";

/** Who may do what with a vault's backups (AWS Backup Developer Guide, "Vault access policies"). */
export const vaultPolicy: ResourceType = {
  type: "aws:backup/vaultPolicy:VaultPolicy",
  mapping: { operation: "backup.PutBackupVaultAccessPolicy" },
  replaceOnChanges: ["backupVaultName", "region"],
  unique: {
    inputs: ["backupVaultName"],
    scope: "region",
    code: "InvalidParameterValueException",
    message: (name) => `The vault has a policy already: ${name}`,
    warning: OVERWRITES,
  },
  references: [vaultReference("backupVaultName")],
  rules: [
    policyRule({
      input: "policy",
      kind: "resource",
      code: "InvalidParameterValueException",
      demands: [requireActionsOfBackup],
    }),
  ],
  make: ({ inputs, region, cloud }: Operation) => {
    const name = text(inputs, "backupVaultName") ?? "";
    return { id: name, computed: { backupVaultArn: vaultNamed(name, region, cloud)?.computed.arn } };
  },
};

function requireActionsOfBackup({ statements }: PolicyDocument): void {
  statements.forEach(({ actions, notActions }, index) => {
    const foreign = [...actions, ...notActions].find((action) => !/^(backup:|\*$)/i.test(action));
    if (foreign !== undefined) fail(`Unsupported action in policy: ${foreign}`, `Statement[${index}].Action`);
  });
}
