import { randomUUID } from "node:crypto";
import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, number, text } from "../../model/values";
import { refuseUnmodelled } from "../shared/inputs";
import { policyRule } from "../shared/policy-rules";
import { requireManageable } from "./key-policy";

const SYMMETRIC = "SYMMETRIC_DEFAULT";

/** Usages of keys of each spec (AWS KMS API Reference, CreateKey, KeyUsage). */
const USAGES: readonly { readonly spec: RegExp; readonly usages: readonly string[] }[] = [
  { spec: /^SYMMETRIC_DEFAULT$/, usages: ["ENCRYPT_DECRYPT"] },
  { spec: /^HMAC_/, usages: ["GENERATE_VERIFY_MAC"] },
  { spec: /^RSA_/, usages: ["ENCRYPT_DECRYPT", "SIGN_VERIFY"] },
  { spec: /^ECC_SECG_P256K1$|^ECC_NIST_EDWARDS|^ML_DSA_/, usages: ["SIGN_VERIFY"] },
  { spec: /^ECC_NIST_/, usages: ["SIGN_VERIFY", "KEY_AGREEMENT"] },
  { spec: /^SM2$/, usages: ["ENCRYPT_DECRYPT", "SIGN_VERIFY", "KEY_AGREEMENT"] },
];

export const key: ResourceType = {
  type: "aws:kms/key:Key",
  mapping: {
    operation: "kms.CreateKey",
    inputs: {
      deletionWindowInDays: "ScheduleKeyDeletion:PendingWindowInDays",
      rotationPeriodInDays: "EnableKeyRotation:RotationPeriodInDays",
    },
  },
  documentedLimits: {
    deletionWindowInDays: [{ document: "AWS KMS API Reference, ScheduleKeyDeletion", min: 7, max: 30 }],
    policy: [
      {
        document: "AWS KMS Developer Guide, Resource quotas",
        maxLength: 32_768,
        code: "LimitExceededException",
        message: () => "The key policy is longer than 32768 bytes",
      },
    ],
  },
  defaults: {
    bypassPolicyLockoutSafetyCheck: false,
    customerMasterKeySpec: SYMMETRIC,
    enableKeyRotation: false,
    isEnabled: true,
    keyUsage: "ENCRYPT_DECRYPT",
  },
  replaceOnChanges: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId", "region"],
  rules: [
    policyRule({
      input: "policy",
      kind: "resource",
      code: "MalformedPolicyDocumentException",
      demands: [requireManageable],
    }),
    refuseUnmodelled(["customKeyStoreId", "xksKeyId"], "custom key stores", "services/kms/key.ts"),
    requireUsage,
    requireSpecOfTheRegion,
    requireRotatable,
  ],
  make: ({ inputs, region, accountId }) => {
    const id = flag(inputs, "multiRegion") === true ? `mrk-${randomUUID().replaceAll("-", "")}` : randomUUID();
    return { id, computed: { arn: arn("kms", region, accountId, `key/${id}`), keyId: id } };
  },
};

function requireUsage({ inputs }: Operation): void {
  const spec = text(inputs, "customerMasterKeySpec") ?? SYMMETRIC;
  const usage = text(inputs, "keyUsage") ?? "ENCRYPT_DECRYPT";
  const possible = USAGES.find((each) => each.spec.test(spec))?.usages ?? [];
  if (possible.includes(usage)) return;
  refuse(
    "ValidationException",
    `The operation failed because the KeyUsage value ${usage} is not compatible with the KeySpec value ${spec}`,
    "keyUsage",
  );
}

/** AWS KMS API Reference, CreateKey, KeySpec: SM2 in the regions of China only. */
function requireSpecOfTheRegion({ inputs, region }: Operation): void {
  if (text(inputs, "customerMasterKeySpec") !== "SM2" || region.startsWith("cn-")) return;
  refuse("UnsupportedOperationException", `SM2 keys are not supported in ${region}`, "customerMasterKeySpec");
}

/** AWS KMS Developer Guide, "Rotate AWS KMS keys": symmetric encryption keys only. */
function requireRotatable({ inputs }: Operation): void {
  const rotates = flag(inputs, "enableKeyRotation") === true;
  if (rotates && text(inputs, "customerMasterKeySpec") !== SYMMETRIC) {
    refuse(
      "UnsupportedOperationException",
      "Only symmetric encryption keys are rotated by AWS KMS",
      "enableKeyRotation",
    );
  }
  if (!rotates && number(inputs, "rotationPeriodInDays") !== undefined) {
    refuse(
      "InvalidArgument",
      "enableKeyRotation must be true where a rotation period is given",
      "rotationPeriodInDays",
    );
  }
}
