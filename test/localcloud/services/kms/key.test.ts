import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { policy } from "../iam/policies";

const KEY = "aws:kms/key:Key";
const SECRET = "aws:secretsmanager/secret:Secret";
const ALIAS = "aws:kms/alias:Alias";
const ROOT = { AWS: "arn:aws:iam::123456789012:root" };

function keyPolicy(statement: object): string {
  return policy({ Principal: ROOT, Action: "kms:*", Resource: "*", ...statement });
}

/** A policy of so many characters. */
function ofSize(characters: number): string {
  const empty = policy({ Sid: "", Principal: ROOT, Action: "kms:*", Resource: "*" });
  return empty.replace('"Sid":""', `"Sid":"${"x".repeat(characters - empty.length)}"`);
}

describeLimits(KEY, [
  ["deletionWindowInDays", 6, 7, "ValidationException", "at 'pendingWindowInDays'"],
  ["deletionWindowInDays", 31, 30, "ValidationException", "less than or equal to 30"],
  ["rotationPeriodInDays", 89, 90, "ValidationException", "at 'rotationPeriodInDays'"],
  ["rotationPeriodInDays", 2561, 2560, "ValidationException", "less than or equal to 2560"],
  ["keyUsage", "ENCRYPT", "SIGN_VERIFY", "ValidationException", "ENCRYPT_DECRYPT"],
  ["customerMasterKeySpec", "AES_256", "SYMMETRIC_DEFAULT", "ValidationException", "RSA_4096"],
  ["description", "x".repeat(8193), "x".repeat(8192), "ValidationException", "less than or equal to 8192"],
]);

describeRules(KEY, () => ({ inputs: {} }), [
  [
    "SM2 outside China",
    { customerMasterKeySpec: "SM2", keyUsage: "SIGN_VERIFY" },
    { customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" },
    "UnsupportedOperationException",
    "SM2 keys are not supported in eu-west-1 (customerMasterKeySpec)",
  ],
  [
    "a policy over 32 KiB",
    { policy: ofSize(32_769) },
    { policy: ofSize(32_768) },
    "LimitExceededException",
    "longer than 32768 bytes (policy)",
  ],
]);

describeRules(KEY, () => ({ inputs: { description: "Everything", enableKeyRotation: true } }), [
  [
    "a policy that doesn't parse",
    { policy: "{}" },
    { policy: keyPolicy({}) },
    "MalformedPolicyDocumentException",
    "Syntax errors in policy: it has no statement (policy: Statement)",
  ],
  [
    "a policy for another account only",
    { policy: keyPolicy({ Principal: { AWS: "210987654321" } }) },
    { policy: keyPolicy({ Principal: { AWS: "123456789012" } }) },
    "MalformedPolicyDocumentException",
    "The new key policy will not allow you to update the key policy in the future. (policy: Statement)",
  ],
  [
    "a policy that lets the account encrypt only",
    { policy: keyPolicy({ Action: ["kms:Encrypt", "kms:Decrypt"] }) },
    { policy: keyPolicy({ Action: ["kms:Encrypt", "kms:Put*"] }) },
    "MalformedPolicyDocumentException",
    "will not allow you to update the key policy",
  ],
  [
    "a policy for services only",
    { policy: keyPolicy({ Principal: { Service: "s3.amazonaws.com" } }) },
    { policy: keyPolicy({ Principal: { Service: "s3.amazonaws.com" } }), bypassPolicyLockoutSafetyCheck: true },
    "MalformedPolicyDocumentException",
    "will not allow you to update the key policy",
  ],
  [
    "a role that isn't there",
    { policy: keyPolicy({ Principal: { AWS: ["123456789012", "arn:aws:iam::123456789012:role/none"] } }) },
    { policy: keyPolicy({ Principal: { AWS: ["123456789012", "arn:aws:iam::123456789012:user/none"] } }) },
    "MalformedPolicyDocumentException",
    "Invalid principal in policy",
  ],
  [
    "rotation of an asymmetric key",
    { customerMasterKeySpec: "RSA_2048" },
    { customerMasterKeySpec: "RSA_2048", enableKeyRotation: false },
    "UnsupportedOperationException",
    "(enableKeyRotation)",
  ],
  [
    "a rotation period without rotation",
    { enableKeyRotation: false, rotationPeriodInDays: 90 },
    { rotationPeriodInDays: 90 },
    "InvalidArgument",
    "(rotationPeriodInDays)",
  ],
  [
    "a use that the kind of key doesn't have",
    { keyUsage: "SIGN_VERIFY" },
    { keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "ECC_NIST_P256", enableKeyRotation: false },
    "ValidationException",
    "KeyUsage value SIGN_VERIFY is not compatible with the KeySpec value SYMMETRIC_DEFAULT (keyUsage)",
  ],
]);

describe("a key in a custom key store", () => {
  it("is not modelled", () => {
    expect(() => inLocalCloud().create(KEY, { customKeyStoreId: "cks-1234567890abcdef0" })).toThrow(
      "the local cloud doesn't model custom key stores (customKeyStoreId)",
    );
  });
});

describe("a key", () => {
  it("has a UUID as its id, with a prefix where it is a multi-Region key", () => {
    const cloud = inLocalCloud();
    const key = cloud.create(KEY, {});

    expect(key.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(cloud.outputs(key)).toMatchObject({
      arn: `arn:aws:kms:eu-west-1:123456789012:key/${key.id}`,
      keyId: key.id,
    });
    expect(cloud.create(KEY, { multiRegion: true }).id).toMatch(/^mrk-[0-9a-f]{32}$/);
  });
});

describe("an input that names a key", () => {
  itRefuses(
    "an alias that isn't there",
    (cloud) => ({
      violation: () => cloud.create(SECRET, { name: "password", kmsKeyId: "alias/none" }),
      neighbour: () => cloud.create(SECRET, { name: "password", kmsKeyId: "alias/aws/secretsmanager" }),
    }),
    "InvalidParameterException",
    "Key 'alias/none' does not exist (kmsKeyId)",
  );

  it.each(["alias/enterprise", "arn:aws:kms:eu-west-1:123456789012:alias/enterprise"])("may be %s", (kmsKeyId) => {
    const cloud = inLocalCloud();
    cloud.create(ALIAS, { name: "alias/enterprise", targetKeyId: cloud.create(KEY, {}).id });

    expect(cloud.create(SECRET, { name: "password", kmsKeyId }).inputs).toMatchObject({ kmsKeyId });
  });
});
