import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses, type TestCloud } from "../../support";
import { policy } from "../iam/policies";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const RESOURCE_POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";

/** Statement by which log groups use a key, as the User Guide has it. */
function forLogGroups(pattern: string, region = "eu-west-1"): object {
  return {
    Effect: "Allow",
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: "*",
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:aws:logs:eu-west-1:123456789012:${pattern}` } },
  };
}

function keyWith(cloud: TestCloud, inputs: object, ...statements: object[]): unknown {
  const administration = { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "kms:*", Resource: "*" };
  const keyPolicy = JSON.stringify({ Version: "2012-10-17", Statement: [administration, ...statements] });
  return cloud.create("aws:kms/key:Key", { ...inputs, policy: keyPolicy }).computed.arn;
}

describeLimits(LOG_GROUP, [
  ["name", "/ecs/proofpix production", "/ecs/proofpix-production", "InvalidParameterException", "at 'logGroupName'"],
  ["name", "x".repeat(513), "x".repeat(512), "InvalidParameterException", "less than or equal to 512"],
  ["name", "aws/ecs", "/aws/ecs", "InvalidParameterException", "at 'logGroupName'"],
  [
    "retentionInDays",
    31,
    30,
    "InvalidParameterException",
    "Value '31' at 'retentionInDays' failed to satisfy constraint",
  ],
  ["retentionInDays", 366, 0, "InvalidParameterException", "Member must satisfy enum value set: [0, 1, 3, 5, 7, 14"],
  ["logGroupClass", "INFREQUENT", "INFREQUENT_ACCESS", "InvalidParameterException", "STANDARD"],
]);

describeRules(
  LOG_GROUP,
  (cloud) => {
    cloud.create(LOG_GROUP, { name: "/ecs/taken" });
    return {
      own: keyWith(cloud, {}, forLogGroups("log-group:/ecs/*")),
      ofOthers: keyWith(cloud, {}, forLogGroups("log-group:/lambda/*")),
      ofOtherRegion: keyWith(cloud, {}, forLogGroups("log-group:*", "eu-west-2")),
      asymmetric: keyWith(cloud, { customerMasterKeySpec: "RSA_2048" }, forLogGroups("log-group:/ecs/*")),
      withoutPolicy: cloud.create("aws:kms/key:Key", {}).computed.arn,
      inputs: { name: "/ecs/enterprise", retentionInDays: 30 },
    };
  },
  [
    [
      "a name that another group has",
      { name: "/ecs/taken" },
      { name: "/ecs/taken/too" },
      "ResourceAlreadyExistsException",
      "The specified log group already exists: /ecs/taken (name)",
    ],
    [
      "a key that isn't there",
      { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/none" },
      ({ own }) => ({ kmsKeyId: own }),
      "AccessDeniedException",
      "is not allowed to be used with Arn 'arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/enterprise' (kmsKeyId)",
    ],
    [
      "a key by its id",
      ({ own }) => ({ kmsKeyId: String(own).split("/")[1] }),
      ({ own }) => ({ kmsKeyId: own }),
      "InvalidParameterException",
      "The KMS key must be named by its ARN",
    ],
    [
      "an asymmetric key",
      ({ asymmetric }) => ({ kmsKeyId: asymmetric }),
      ({ own }) => ({ kmsKeyId: own }),
      "AccessDeniedException",
      "The specified KMS key does not exist or is not allowed",
    ],
    [
      "a key with the default policy",
      ({ withoutPolicy }) => ({ kmsKeyId: withoutPolicy }),
      {},
      "AccessDeniedException",
      "The specified KMS key does not exist or is not allowed",
    ],
    [
      "a key for other groups",
      ({ ofOthers }) => ({ kmsKeyId: ofOthers }),
      ({ ofOthers }) => ({ kmsKeyId: ofOthers, name: "/lambda/enterprise" }),
      "AccessDeniedException",
      "The specified KMS key does not exist or is not allowed",
    ],
    [
      "a key for another region's groups",
      ({ ofOtherRegion }) => ({ kmsKeyId: ofOtherRegion }),
      {},
      "AccessDeniedException",
      "The specified KMS key does not exist or is not allowed",
    ],
  ],
);

describe("a log group", () => {
  it("is known by its name", () => {
    const cloud = inLocalCloud();
    const group = cloud.create(LOG_GROUP, { name: "/ecs/enterprise" });

    expect(group.id).toBe("/ecs/enterprise");
    expect(cloud.outputs(group)).toMatchObject({
      arn: "arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/enterprise",
      logGroupClass: "STANDARD",
      name: "/ecs/enterprise",
      retentionInDays: 0,
    });
  });

  it("can be encrypted later, with a prefix for a name too", () => {
    const cloud = inLocalCloud();
    const kmsKeyId = keyWith(cloud, {}, forLogGroups("log-group:/ecs/*"));
    const group = cloud.create(LOG_GROUP, { namePrefix: "/ecs/", kmsKeyId });

    expect(cloud.outputs(group).arn).toBe(`arn:aws:logs:eu-west-1:123456789012:log-group:${group.id}`);
    expect(cloud.update(cloud.update(group, { kmsKeyId: undefined }), { kmsKeyId }).inputs.kmsKeyId).toBe(kmsKeyId);
  });

  itRefuses(
    "a key of another region",
    (cloud) => {
      const kmsKeyId = keyWith(cloud, {}, forLogGroups("log-group:*"));
      return {
        violation: () => cloud.create(LOG_GROUP, { name: "/ecs/enterprise", kmsKeyId }, "eu-west-2"),
        neighbour: () => cloud.create(LOG_GROUP, { name: "/ecs/enterprise", kmsKeyId }, "eu-west-1"),
      };
    },
    "AccessDeniedException",
    "The specified KMS key does not exist or is not allowed",
  );

  itRefuses(
    "to go while it is protected",
    (cloud) => {
      const group = cloud.create(LOG_GROUP, { name: "/ecs/enterprise", deletionProtectionEnabled: true });
      return {
        violation: () => {
          cloud.delete(group);
        },
        neighbour: () => {
          cloud.delete(cloud.update(group, { deletionProtectionEnabled: false }));
        },
      };
    },
    "ValidationException",
    "(deletionProtectionEnabled)",
  );
});

const DELIVERY = policy({
  Principal: { Service: "delivery.logs.amazonaws.com" },
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: "arn:aws:logs:eu-west-1:123456789012:log-group:aws-waf-logs-*",
});

describeRules(
  RESOURCE_POLICY,
  (cloud) => {
    for (const index of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
      cloud.create(RESOURCE_POLICY, { policyName: `taken-${index}`, policyDocument: DELIVERY });
    }
    const groupArn = cloud.create(LOG_GROUP, { name: "aws-waf-logs-web" }).computed.arn;
    return { groupArn, inputs: { resourceArn: groupArn, policyDocument: DELIVERY } };
  },
  [
    [
      "a policy that names nobody",
      { policyDocument: policy({ Action: "logs:PutLogEvents", Resource: "*" }) },
      {},
      "InvalidParameterException",
      "Missing required field Principal (policyDocument: Statement[0])",
    ],
    [
      "neither a name nor a group",
      { resourceArn: undefined },
      { resourceArn: undefined, policyName: "taken-1" },
      "InvalidParameterException",
      "(policyName, resourceArn)",
    ],
    [
      "a group that isn't there",
      ({ groupArn }) => ({ resourceArn: `${String(groupArn)}-too` }),
      {},
      "ResourceNotFoundException",
      "The specified log group does not exist",
    ],
    [
      "an eleventh policy of the account",
      { resourceArn: undefined, policyName: "delivery" },
      { resourceArn: undefined, policyName: "taken-10" },
      "LimitExceededException",
      "Resource limit exceeded: 10 policies (policyName)",
    ],
  ],
);
