import { kmsKeyRotation as rule } from "../../../policies/rules/kms-key-rotation";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function key(properties: TestResource["properties"], type = "key:Key"): TestResource {
  return resource(`aws:kms/${type}`, "data", properties);
}

describeRule(rule, {
  accepts: {
    "a key that rotates": { given: key({ enableKeyRotation: true, deletionWindowInDays: 30 }) },
    "a key that signs, which can't rotate": {
      given: key({ keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "ECC_NIST_P256" }),
    },
    "a key for message authentication": {
      given: key({ keyUsage: "GENERATE_VERIFY_MAC", customerMasterKeySpec: "HMAC_256" }),
    },
    "a key in the company's own store": { given: key({ customKeyStoreId: "cks-1" }) },
    "a replica, which rotates with its primary": { given: key({}, "replicaKey:ReplicaKey") },
    "a key with imported material": { given: key({ deletionWindowInDays: 30 }, "externalKey:ExternalKey") },
  },
  refuses: {
    "a key that doesn't rotate": {
      given: key({ enableKeyRotation: false }),
      violations: ["data: enableKeyRotation is false"],
    },
    "a key that is gone within a week, of any kind": {
      given: [
        key({ enableKeyRotation: true, deletionWindowInDays: 7 }),
        key({ deletionWindowInDays: "7" }, "replicaExternalKey:ReplicaExternalKey"),
      ],
      violations: ["data: deletionWindowInDays is 7", "data: deletionWindowInDays is 7"],
    },
  },
  boundaries: {
    "a day less than in production": {
      given: key({ enableKeyRotation: true, deletionWindowInDays: 29 }),
      violations: ["data: deletionWindowInDays is 29"],
    },
    "a week in staging": {
      given: key({ enableKeyRotation: true, deletionWindowInDays: 7 }),
      environment: "staging",
    },
  },
  missing: {
    "no rotation": { given: key({}), violations: ["data: enableKeyRotation is not set"] },
    "no window, which is 30 days": { given: key({ enableKeyRotation: true }) },
  },
  unknown: {
    "an unknown rotation, with a short window": {
      given: key({ enableKeyRotation: UNKNOWN, deletionWindowInDays: 7 }),
      violations: ["data: deletionWindowInDays is 7"],
      remarks: ["data: Not determinable yet: enableKeyRotation isn't known"],
    },
    "an unknown kind of key": {
      given: key({ customerMasterKeySpec: UNKNOWN }),
      remarks: ["data: Not determinable yet: customerMasterKeySpec isn't known"],
    },
  },
  production: set(of("aws:kms/key:Key"), { enableKeyRotation: false }),
});

it("turns rotation on in development, for keys that can rotate", async () => {
  const signing = resource("aws:kms/key:Key", "signing", {
    keyUsage: "SIGN_VERIFY",
    customerMasterKeySpec: "RSA_2048",
  });
  const { violations, remedied } = await judge(rule, [key({}), signing], { environment: "development" });

  expect(violations).toEqual([]);
  expect(remedied).toEqual({ data: { enableKeyRotation: true } });
});
