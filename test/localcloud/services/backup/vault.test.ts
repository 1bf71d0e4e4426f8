import { storedRecoveryPoint } from "../../../../localcloud/services/backup/recovery-point";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { describeLimits } from "../../limits/inputs";
import {
  describeRules,
  describeWarnings,
  inLocalCloud,
  itRefuses,
  itWarns,
  refusalOf,
  type TestCloud,
} from "../../support";
import { policy } from "../iam/policies";

const VAULT = "aws:backup/vault:Vault";
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const POLICY = "aws:backup/vaultPolicy:VaultPolicy";
const NOTIFICATIONS = "aws:backup/vaultNotifications:VaultNotifications";
const INVALID = "InvalidParameterValueException";

describeLimits(VAULT, [
  ["name", "a.vault", "a_vault-2", INVALID, "regular expression"],
  ["name", "v".repeat(51), "v".repeat(50), INVALID, "regular expression"],
]);

describeLimits(LOCK, [
  ["changeableForDays", 2, 3, INVALID, "greater than or equal to 3"],
  ["minRetentionDays", 0, 1, INVALID, "greater than or equal to 1"],
  ["maxRetentionDays", 36_501, 36_500, INVALID, "less than or equal to 36500"],
]);

describeLimits(NOTIFICATIONS, [
  ["backupVaultEvents[0]", "BACKUP_JOB_LOST", "BACKUP_JOB_EXPIRED", INVALID, "enum value set"],
]);

function keyArn(cloud: TestCloud, inputs = {}, region?: string): string {
  return String(cloud.create("aws:kms/key:Key", inputs, region).computed.arn);
}

describeRules(
  VAULT,
  (cloud) => {
    cloud.create(VAULT, { name: "taken" });
    return {
      inputs: { name: "shop" },
      key: keyArn(cloud),
      farKey: keyArn(cloud, {}, "eu-central-1"),
      keyPair: keyArn(cloud, { customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" }),
    };
  },
  [
    ["a name that another vault has", { name: "taken" }, { name: "taken2" }, "AlreadyExistsException", "(name)"],
    [
      "a key of another region",
      ({ farKey }) => ({ kmsKeyArn: farKey }),
      ({ key }) => ({ kmsKeyArn: key }),
      INVALID,
      "of its region eu-west-1",
    ],
    [
      "a key that isn't there",
      { kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/none" },
      {},
      INVALID,
      "The KMS key doesn't exist",
    ],
    [
      "a key pair",
      ({ keyPair }) => ({ kmsKeyArn: keyPair }),
      ({ key }) => ({ kmsKeyArn: key }),
      INVALID,
      "a symmetric KMS key",
    ],
  ],
);

/** A vault that holds one backup. */
function filled(cloud: TestCloud, inputs = {}): CloudResource {
  const vault = cloud.create(VAULT, { name: "shop", ...inputs });
  cloud.cloud.state.put(
    storedRecoveryPoint({
      recoveryPointArn: "arn:aws:rds:eu-west-1:123456789012:snapshot:awsbackup:job-1",
      backupVaultArn: String(vault.computed.arn),
      resourceArn: "arn:aws:rds:eu-west-1:123456789012:db:shop",
      region: "eu-west-1",
    }),
  );
  return vault;
}

describe("a vault", () => {
  it("has its name as id, an ARN, and AWS's own key unless it is given one", () => {
    const { id, computed } = inLocalCloud().create(VAULT, { name: "shop" });

    expect(id).toBe("shop");
    expect(computed).toMatchObject({
      arn: "arn:aws:backup:eu-west-1:123456789012:backup-vault:shop",
      kmsKeyArn: expect.stringMatching(/^arn:aws:kms:eu-west-1:123456789012:key\//) as unknown,
      recoveryPoints: 0,
    });
  });

  itRefuses(
    "to go with its backups, unless that is forced",
    (cloud) => {
      const vault = filled(cloud);
      return {
        violation: () => {
          cloud.delete(vault);
        },
        neighbour: () => {
          cloud.delete(cloud.update(vault, { forceDestroy: true }));
          expect(cloud.cloud.state.all()).toEqual([]);
        },
      };
    },
    "InvalidRequestException",
    "contains recovery points: 1 (forceDestroy)",
  );

  itRefuses(
    "to go with its backups while it is locked, even if that is forced",
    (cloud) => {
      const vault = filled(cloud, { forceDestroy: true });
      const lock = cloud.create(LOCK, { backupVaultName: "shop" });
      return {
        violation: () => {
          cloud.delete(vault);
        },
        neighbour: () => {
          cloud.delete(lock);
          cloud.delete(vault);
        },
      };
    },
    "InvalidRequestException",
    "the backup vault is locked",
  );

  it("may be called like one of another region, and each goes by itself", () => {
    const cloud = inLocalCloud();
    const near = cloud.create(VAULT, { name: "shop" });
    const far = cloud.create(VAULT, { name: "shop" }, "eu-central-1");

    expect([near.computed.arn, far.computed.arn]).toEqual([
      "arn:aws:backup:eu-west-1:123456789012:backup-vault:shop",
      "arn:aws:backup:eu-central-1:123456789012:backup-vault:shop",
    ]);
    expect(cloud.outputs(far)).toMatchObject({ id: "shop", region: "eu-central-1" });
    cloud.delete(near);
    expect(cloud.cloud.state.ofType(VAULT)).toEqual([far]);
  });
});

describeRules(
  LOCK,
  (cloud) => {
    cloud.create(VAULT, { name: "shop" });
    cloud.create(VAULT, { name: "far" }, "eu-central-1");
    return { inputs: { backupVaultName: "shop" } };
  },
  [
    ["a vault that isn't there", { backupVaultName: "none" }, {}, "ResourceNotFoundException", "none does not exist"],
    ["a vault of another region", { backupVaultName: "far" }, {}, "ResourceNotFoundException", "far does not exist"],
    [
      "bounds that leave no room",
      { minRetentionDays: 8, maxRetentionDays: 7 },
      { minRetentionDays: 7, maxRetentionDays: 7 },
      INVALID,
      "got 8 and 7 days",
    ],
  ],
);

describeWarnings(
  LOCK,
  (cloud) => {
    cloud.create(VAULT, { name: "shop" });
    return { inputs: { backupVaultName: "shop" } };
  },
  [["compliance mode", { changeableForDays: 3 }, {}, "3 days from now nobody, AWS included, can remove it"]],
);

describe.each([
  [LOCK, {}],
  [POLICY, { policy: policy({ Principal: "*", Action: "backup:CopyIntoBackupVault", Resource: "*" }) }],
] as const)("a second %s of a vault", (type, inputs) => {
  itWarns(
    "what becomes of the first",
    (cloud) => {
      cloud.create(VAULT, { name: "shop" });
      cloud.create(type, { backupVaultName: "shop", ...inputs });
      cloud.create(type, { backupVaultName: "shop", ...inputs });
    },
    "the deletion of either takes both away",
  );
});

describeRules(
  POLICY,
  (cloud) => {
    cloud.create(VAULT, { name: "shop" });
    const statement = { Effect: "Deny", Principal: "*", Action: "backup:DeleteRecoveryPoint", Resource: "*" };
    return { inputs: { backupVaultName: "shop", policy: policy(statement) } };
  },
  [
    ["a vault that isn't there", { backupVaultName: "none" }, {}, "ResourceNotFoundException", "none does not exist"],
    [
      "an action of another service",
      { policy: policy({ Principal: "*", Action: "s3:GetObject", Resource: "*" }) },
      {},
      INVALID,
      "(policy: Statement[0].Action)",
    ],
    ["a policy that isn't JSON", { policy: "{" }, {}, INVALID, "(policy"],
  ],
);

function topicArn(cloud: TestCloud, principal: string, region?: string): string {
  const arn = String(cloud.create("aws:sns/topic:Topic", { name: principal.split(".")[0] }, region).computed.arn);
  const statement = { Principal: { Service: principal }, Action: "sns:Publish", Resource: arn };
  cloud.create("aws:sns/topicPolicy:TopicPolicy", { arn, policy: policy(statement) }, region);
  return arn;
}

describeRules(
  NOTIFICATIONS,
  (cloud) => {
    cloud.create(VAULT, { name: "shop" });
    const snsTopicArn = topicArn(cloud, "backup.amazonaws.com");
    const farTopic = topicArn(cloud, "backup.amazonaws.com", "eu-central-1");
    return { farTopic, inputs: { backupVaultName: "shop", snsTopicArn, backupVaultEvents: ["BACKUP_JOB_FAILED"] } };
  },
  [
    [
      "a topic of another region",
      ({ farTopic }) => ({ snsTopicArn: farTopic }),
      {},
      INVALID,
      "it is not one of eu-west-1",
    ],
  ],
);

describeWarnings(
  NOTIFICATIONS,
  (cloud) => {
    cloud.create(VAULT, { name: "shop" });
    return {
      open: topicArn(cloud, "backup.amazonaws.com"),
      inputs: {
        backupVaultName: "shop",
        snsTopicArn: topicArn(cloud, "events.amazonaws.com"),
        backupVaultEvents: ["BACKUP_JOB_FAILED"],
      },
    };
  },
  [["a topic on which AWS Backup can't publish", {}, ({ open }) => ({ snsTopicArn: open }), "nobody is told"]],
);

it("a lock lets a vault without backups go", () => {
  const cloud = inLocalCloud();
  const vault = cloud.create(VAULT, { name: "shop" });
  cloud.create(LOCK, { backupVaultName: "shop" });

  expect(
    refusalOf(() => {
      cloud.delete(vault);
    }),
  ).toBeUndefined();
});
