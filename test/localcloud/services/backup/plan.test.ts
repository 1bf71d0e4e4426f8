import type { Properties } from "../../../../localcloud/model/values";
import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud, itRefuses, type TestCloud } from "../../support";
import { serviceTrust } from "../iam/policies";

const VAULT = "aws:backup/vault:Vault";
const PLAN = "aws:backup/plan:Plan";
const INVALID = "InvalidParameterValueException";

describeLimits(PLAN, [
  ["name", "a plan", "a.plan_2-b", INVALID, "regular expression"],
  ["name", "p".repeat(51), "p".repeat(50), INVALID, "regular expression"],
  ["rules[0].ruleName", "a rule", "a.rule", INVALID, "regular expression"],
  ["rules[0].startWindow", 59, 60, INVALID, "greater than or equal to 60"],
]);

/** Inputs of a plan of one rule, some of whose settings differ. */
function ruled(changes: Properties): Properties {
  const rule = { ruleName: "daily", targetVaultName: "shop", schedule: "cron(0 5 ? * * *)" };
  return { name: "shop", rules: [{ ...rule, lifecycle: { deleteAfter: 35 }, ...changes }] };
}

function prepared(cloud: TestCloud) {
  cloud.create(VAULT, { name: "shop" });
  cloud.create(VAULT, { name: "far" }, "eu-central-1");
  return { inputs: ruled({}) };
}

function copied(vault: string, lifecycle: Properties = { deleteAfter: 35 }): Properties {
  return ruled({ copyActions: [{ destinationVaultArn: vault, lifecycle }] });
}

const FAR = "arn:aws:backup:eu-central-1:123456789012:backup-vault:far";

describeRules(PLAN, prepared, [
  [
    "an interval in place of a cron expression",
    ruled({ schedule: "rate(1 day)" }),
    ruled({ schedule: "cron(0 1,13 ? * * *)" }),
    INVALID,
    "Error in rule daily : Invalid schedule expression: rate(1 day) (rules[0].schedule)",
  ],
  [
    "a cron expression of five fields",
    ruled({ schedule: "cron(0 5 * * *)" }),
    ruled({ schedule: "cron(0 5 * * ? *)" }),
    INVALID,
    "Invalid schedule expression",
  ],
  [
    "a vault of another region",
    ruled({ targetVaultName: "far" }),
    ruled({ targetVaultName: "Default" }),
    INVALID,
    "Backup vault far does not exist in eu-west-1 (rules[0].targetVaultName)",
  ],
  [
    "less than 90 days in cold storage",
    ruled({ lifecycle: { coldStorageAfter: 30, deleteAfter: 119 } }),
    ruled({ lifecycle: { coldStorageAfter: 30, deleteAfter: 120 } }),
    INVALID,
    "Invalid lifecycle. DeleteAfterDays cannot be less than 90 days apart from MoveToColdStorageAfterDays",
  ],
  [
    "a retention of no day",
    ruled({ lifecycle: { deleteAfter: 0 } }),
    ruled({ lifecycle: { deleteAfter: 1 } }),
    INVALID,
    "Invalid lifecycle. DeleteAfterDays cannot be less than 1 or more than 36500 days",
  ],
  [
    "a retention of more than a hundred years",
    ruled({ lifecycle: { deleteAfter: 36_501 } }),
    ruled({ lifecycle: { deleteAfter: 36_500 } }),
    INVALID,
    "cannot be less than 1 or more than 36500 days",
  ],
  [
    "continuous backups for more than 35 days",
    ruled({ enableContinuousBackup: true, lifecycle: { deleteAfter: 36 } }),
    ruled({ enableContinuousBackup: true, lifecycle: { deleteAfter: 35 } }),
    INVALID,
    "cannot be more than 35 days with continuous backup, got 36",
  ],
  [
    "continuous backups without an end",
    ruled({ enableContinuousBackup: true, lifecycle: undefined }),
    ruled({ enableContinuousBackup: false, lifecycle: undefined }),
    INVALID,
    "Lifecycle must be specified for backup rule enabled continuous backup",
  ],
  [
    "continuous backups in cold storage",
    ruled({ enableContinuousBackup: true, lifecycle: { deleteAfter: 100, coldStorageAfter: 10 } }),
    ruled({ lifecycle: { deleteAfter: 100, coldStorageAfter: 10 } }),
    INVALID,
    "Invalid lifecycle. MoveToColdStorageAfterDays is unavailable",
  ],
  [
    "a copy to what is no vault",
    copied("arn:aws:s3:::copies"),
    copied(FAR),
    INVALID,
    "Invalid destination backup vault ARN (rules[0].copyActions[0].destinationVaultArn)",
  ],
  [
    "copies with less than 90 days in cold storage",
    copied(FAR, { coldStorageAfter: 1, deleteAfter: 90 }),
    copied(FAR, { coldStorageAfter: 1, deleteAfter: 91 }),
    INVALID,
    "(rules[0].copyActions[0].lifecycle)",
  ],
]);

describeRules(
  PLAN,
  (cloud) => {
    const given = prepared(cloud);
    cloud.create(PLAN, given.inputs);
    return given;
  },
  [["the same document again", {}, { name: "shop2" }, "AlreadyExistsException", "same plan document already exists"]],
);

function locked(cloud: TestCloud) {
  const given = prepared(cloud);
  const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
  cloud.create(LOCK, { backupVaultName: "shop", minRetentionDays: 7, maxRetentionDays: 100 });
  cloud.create(LOCK, { backupVaultName: "far", minRetentionDays: 30 }, "eu-central-1");
  return given;
}

describeWarnings(PLAN, locked, [
  [
    "a retention below that of the vault's lock",
    ruled({ lifecycle: { deleteAfter: 6 } }),
    ruled({ lifecycle: { deleteAfter: 7 } }),
    "each of its backups fails: vault shop is locked for backups that are kept 7 days or longer, got for 6 days",
  ],
  [
    "a retention above that of the vault's lock",
    ruled({ lifecycle: { deleteAfter: 101 } }),
    ruled({ lifecycle: { deleteAfter: 100 } }),
    "kept 100 days or less, got for 101 days",
  ],
  ["backups for ever in a vault whose lock has a maximum", ruled({ lifecycle: undefined }), ruled({}), "got for ever"],
  [
    "copies below the retention of the lock there",
    copied(FAR, { deleteAfter: 29 }),
    copied(FAR, { deleteAfter: 30 }),
    "each of its copies fails: vault far is locked",
  ],
  [
    "copies to a vault that isn't there",
    copied("arn:aws:backup:eu-central-1:123456789012:backup-vault:none"),
    copied("arn:aws:backup:eu-central-1:210987654321:backup-vault:other"),
    "backup-vault:none does not exist",
  ],
]);

describe("a plan", () => {
  it("has the provider's defaults in its rules", () => {
    const type = inLocalCloud().cloud.typeOf(PLAN);

    expect(type.normalize?.({ name: "shop", rules: [{ ruleName: "daily", startWindow: 120 }] })).toEqual({
      name: "shop",
      rules: [
        {
          ruleName: "daily",
          completionWindow: 180,
          enableContinuousBackup: false,
          scheduleExpressionTimezone: "Etc/UTC",
          startWindow: 120,
        },
      ],
    });
  });

  it("changes in place, to another version", () => {
    const cloud = inLocalCloud();
    const plan = cloud.create(PLAN, prepared(cloud).inputs);
    const updated = cloud.update(plan, ruled({ schedule: "cron(0 6 ? * * *)" }));

    expect(plan.computed.arn).toBe(`arn:aws:backup:eu-west-1:123456789012:backup-plan:${plan.id}`);
    expect(updated.id).toBe(plan.id);
    expect(updated.computed.version).not.toBe(plan.computed.version);
    expect(cloud.cloud.typeOf(PLAN).replaceOnChanges).toEqual(["name", "region"]);
  });

  itRefuses(
    "to go before what it selects",
    (cloud) => {
      const plan = cloud.create(PLAN, prepared(cloud).inputs);
      const managedPolicyArns = ["arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup"];
      const trust = { name: "backup", assumeRolePolicy: serviceTrust("backup"), managedPolicyArns };
      const role = cloud.create("aws:iam/role:Role", trust);
      const selection = cloud.create("aws:backup/selection:Selection", {
        name: "shop",
        planId: plan.id,
        iamRoleArn: role.computed.arn,
        resources: ["arn:aws:dynamodb:eu-west-1:123456789012:table/orders"],
      });
      return {
        violation: () => {
          cloud.delete(plan);
        },
        neighbour: () => {
          cloud.delete(selection);
          cloud.delete(plan);
        },
      };
    },
    "InvalidRequestException",
    "Related backup plan selections must be deleted prior to backup",
  );
});
