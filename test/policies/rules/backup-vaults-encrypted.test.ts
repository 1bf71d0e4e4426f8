import { backupVaultsEncrypted as rule } from "../../../policies/rules/backup-vaults-encrypted";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function vault(properties: TestResource["properties"]): TestResource {
  return resource("aws:backup/vault:Vault", "vault", properties);
}

describeRule(rule, {
  accepts: {
    "a vault with a key": { given: vault({ kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" }) },
    "other resources": { given: resource("aws:backup/plan:Plan", "plan") },
  },
  refuses: {
    "a vault without one": {
      given: vault({ name: "vault" }),
      violations: ["vault: kmsKeyArn is not set: copies are encrypted with a key that can be neither shared"],
    },
  },
  boundaries: {
    "staging, which is told": { given: vault({}), environment: "staging", violations: ["vault: kmsKeyArn is not set"] },
  },
  missing: { "all properties": { given: vault({}), violations: ["vault: kmsKeyArn is not set"] } },
  unknown: { "a key that is created in the same run": { given: vault({ kmsKeyArn: UNKNOWN }) } },
  production: set(of("aws:backup/vault:Vault"), { kmsKeyArn: undefined }),
});

it("leaves development alone", async () => {
  expect((await judge(rule, vault({}), { environment: "development" })).violations).toEqual([]);
});
