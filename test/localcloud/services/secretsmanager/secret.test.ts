import { isProperties } from "../../../../localcloud/model/values";
import { shown } from "../../../../localcloud/control/inspection";
import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses, refusalOf, type TestCloud } from "../../support";
import { policy } from "../iam/policies";

const SECRET = "aws:secretsmanager/secret:Secret";
const SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
const KEY = "aws:kms/key:Key";
const GET_SECRET = "aws:secretsmanager/getSecret:getSecret";
const GET_SECRET_VERSION = "aws:secretsmanager/getSecretVersion:getSecretVersion";

const READ = policy({
  Principal: { AWS: "arn:aws:iam::123456789012:root" },
  Action: "secretsmanager:GetSecretValue",
  Resource: "*",
});

function withKeys(cloud: TestCloud) {
  cloud.create(SECRET, { name: "taken" });
  cloud.delete(cloud.create(SECRET, { name: "leaving" }));
  cloud.delete(cloud.create(SECRET, { name: "left", recoveryWindowInDays: 0 }));
  const key = cloud.create(KEY, {});
  const alias = cloud.create("aws:kms/alias:Alias", { name: "alias/secrets", targetKeyId: key.id }).id;
  return {
    keyArn: key.computed.arn,
    alias,
    farKeyArn: cloud.create(KEY, {}, "eu-west-2").computed.arn,
    inputs: { name: "database/password" },
  };
}

describeLimits(SECRET, [
  ["name", "proofpix registry", "proofpix/registry", "ValidationException", "Invalid name. Must be a valid name"],
  ["name", "x".repeat(513), "x".repeat(512), "ValidationException", "less than or equal to 512"],
  ["recoveryWindowInDays", 6, 7, "InvalidParameterException", "between 7 and 30 days"],
  ["recoveryWindowInDays", 31, 30, "InvalidParameterException", "between 7 and 30 days"],
  ["recoveryWindowInDays", 1, 0, "InvalidParameterException", "between 7 and 30 days"],
]);

describeRules(SECRET, withKeys, [
  [
    "a name with wrong characters",
    { name: "database password" },
    { name: "database_password-1+=.@" },
    "ValidationException",
    "Invalid name.",
  ],
  [
    "a name that another secret has",
    { name: "taken" },
    { name: "taken/too" },
    "ResourceExistsException",
    "the secret taken already exists. (name)",
  ],
  [
    "a name that a deleted secret keeps for its recovery window",
    { name: "leaving" },
    { name: "left" },
    "InvalidRequestException",
    "a secret with this name is already scheduled for deletion: 'leaving' (name)",
  ],
  [
    "a key that isn't there",
    { kmsKeyId: "alias/none" },
    ({ alias }) => ({ kmsKeyId: alias }),
    "InvalidParameterException",
    "Key 'alias/none' does not exist (kmsKeyId)",
  ],
  [
    "a key of another region",
    ({ farKeyArn }) => ({ kmsKeyId: farKeyArn }),
    ({ keyArn }) => ({ kmsKeyId: keyArn }),
    "InvalidParameterException",
    "Invalid arn eu-west-2 (kmsKeyId)",
  ],
  [
    "a recovery window that is too short",
    { recoveryWindowInDays: 6 },
    { recoveryWindowInDays: 7 },
    "InvalidParameterException",
    "between 7 and 30 days",
  ],
  [
    "a policy that doesn't parse",
    { policy: "{" },
    { policy: READ },
    "MalformedPolicyDocumentException",
    "This policy contains invalid Json",
  ],
]);

describe("a secret", () => {
  it("is known by an ARN with six characters that AWS draws", () => {
    const cloud = inLocalCloud();
    const { id, computed } = cloud.create(SECRET, { name: "database" });

    expect(id).toMatch(/^arn:aws:secretsmanager:eu-west-1:123456789012:secret:database-[0-9a-f]{6}$/);
    expect(computed).toEqual({ arn: id, name: "database", policy: "", replicas: [] });
  });

  it("may have the name of one in another region", () => {
    const cloud = inLocalCloud();
    cloud.create(SECRET, { name: "database" });

    expect(cloud.create(SECRET, { name: "database" }, "eu-west-2").id).toContain(":eu-west-2:");
  });

  it("takes its values along when it is deleted at once, and keeps them while it may be restored", () => {
    const cloud = inLocalCloud();
    const versions = () => cloud.cloud.state.ofType(SECRET_VERSION).length;
    const deleted = (recoveryWindowInDays: number) => {
      const secret = cloud.create(SECRET, { name: "database", recoveryWindowInDays });
      cloud.create(SECRET_VERSION, { secretId: secret.id, secretString: "value" });
      cloud.delete(secret);
    };
    deleted(0);
    expect(versions()).toBe(0);
    deleted(7);
    expect(versions()).toBe(1);
  });
});

describeRules(
  SECRET_VERSION,
  (cloud) => {
    const deleted = cloud.create(SECRET, { name: "leaving" });
    cloud.delete(deleted);
    return {
      leaving: deleted.id,
      inputs: { secretId: cloud.create(SECRET, { name: "database" }).id, secretString: "a" },
    };
  },
  [
    [
      "a secret that isn't there",
      { secretId: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:none-abcdef" },
      { secretId: "database" },
      "ResourceNotFoundException",
      "Secrets Manager can't find the specified secret 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:none-abcdef'",
    ],
    [
      "a secret that was deleted",
      ({ leaving }) => ({ secretId: leaving }),
      {},
      "InvalidRequestException",
      "because it was marked for deletion",
    ],
    [
      "two values",
      { secretBinary: "YQ==" },
      { secretBinary: "YQ==", secretString: undefined },
      "InvalidRequestException",
      "Specify exactly one value (secretString, secretBinary, secretStringWo)",
    ],
    ["no value", { secretString: undefined }, {}, "InvalidRequestException", "Specify exactly one value"],
  ],
);

/** What the program sees of a secret output. */
function opened(value: unknown): unknown {
  return isProperties(value) && "value" in value ? value.value : value;
}

function database(cloud: TestCloud) {
  const secret = cloud.create(SECRET, { name: "database", description: "Password" });
  const first = cloud.create(SECRET_VERSION, { secretId: secret.id, secretString: "first" });
  return { secret, first, second: cloud.create(SECRET_VERSION, { secretId: secret.id, secretString: "second" }) };
}

describe("a secret's value", () => {
  it("is found by name, ARN and ARN without the drawn characters, the latest one first", () => {
    const cloud = inLocalCloud();
    const { secret, second } = database(cloud);

    for (const secretId of ["database", secret.id, secret.id.slice(0, -7)]) {
      const found = cloud.call(GET_SECRET_VERSION, { secretId });
      expect(opened(found.secretString)).toBe("second");
      expect(found).toMatchObject({
        arn: secret.id,
        secretArn: secret.id,
        secretId,
        versionId: second.computed.versionId,
        versionStage: "AWSCURRENT",
        versionStages: ["AWSCURRENT"],
      });
    }
  });

  it("is a secret on its way to the program, and hidden from whoever looks into the cloud", () => {
    const cloud = inLocalCloud();
    const { second } = database(cloud);

    expect(cloud.call(GET_SECRET_VERSION, { secretId: "database" }).secretString).not.toBe("second");
    expect(JSON.stringify(shown(cloud.cloud, second))).not.toContain("second");
  });

  it("can be asked for as it was", () => {
    const cloud = inLocalCloud();
    const { first } = database(cloud);
    const byStage = cloud.call(GET_SECRET_VERSION, { secretId: "database", versionStage: "AWSPREVIOUS" });
    const byId = cloud.call(GET_SECRET_VERSION, { secretId: "database", versionId: first.computed.versionId });

    expect(opened(byStage.secretString)).toBe("first");
    expect(opened(byId.secretString)).toBe("first");
  });

  it("stays when its resource goes", () => {
    const cloud = inLocalCloud();
    const { first, second } = database(cloud);
    cloud.delete(first);
    cloud.delete(second);

    expect(opened(cloud.call(GET_SECRET_VERSION, { secretId: "database" }).secretString)).toBe("second");
    expect(cloud.cloud.state.ofType(SECRET_VERSION).map(({ urn }) => urn)).toEqual(["", ""]);
  });

  it.each([
    ["of a secret that isn't there", { secretId: "none" }, "ResourceNotFoundException"],
    ["of a deleted secret", { secretId: "leaving" }, "InvalidRequestException"],
    ["of a secret without one", { secretId: "empty" }, "ResourceNotFoundException"],
    ["at a stage that isn't there", { secretId: "database", versionStage: "NEXT" }, "ResourceNotFoundException"],
    ["of another version", { secretId: "database", versionId: "0" }, "ResourceNotFoundException"],
  ])("%s is refused", (_, args, code) => {
    const cloud = inLocalCloud();
    database(cloud);
    cloud.create(SECRET, { name: "empty" });
    const leaving = cloud.create(SECRET, { name: "leaving" });
    cloud.create(SECRET_VERSION, { secretId: leaving.id, secretString: "value" });
    cloud.delete(leaving);

    expect(refusalOf(() => cloud.call(GET_SECRET_VERSION, args))).toContain(code);
  });
});

describe("looking up a secret", () => {
  it("finds it by name or ARN", () => {
    const cloud = inLocalCloud();
    const { secret } = database(cloud);
    const found = { arn: secret.id, description: "Password", id: secret.id, name: "database", region: "eu-west-1" };

    expect(cloud.call(GET_SECRET, { name: "database" })).toMatchObject(found);
    expect(cloud.call(GET_SECRET, { arn: secret.id })).toMatchObject(found);
  });

  itRefuses(
    "one that isn't there",
    (cloud) => {
      database(cloud);
      return {
        violation: () => cloud.call(GET_SECRET, { name: "none" }),
        neighbour: () => cloud.call(GET_SECRET, { name: "database" }),
      };
    },
    "ResourceNotFoundException",
    "couldn't find resource: Secret 'none' (name, arn)",
  );

  itRefuses(
    "one that was deleted",
    (cloud) => {
      const leaving = cloud.create(SECRET, { name: "leaving" });
      database(cloud);
      cloud.delete(leaving);
      return {
        violation: () => cloud.call(GET_SECRET, { arn: leaving.id }),
        neighbour: () => cloud.call(GET_SECRET, { name: "database" }),
      };
    },
    "ResourceNotFoundException",
    "couldn't find resource",
  );

  itRefuses(
    "one by name and ARN",
    (cloud) => {
      const { secret } = database(cloud);
      return {
        violation: () => cloud.call(GET_SECRET, { name: "database", arn: secret.id }),
        neighbour: () => cloud.call(GET_SECRET, { arn: secret.id }),
      };
    },
    "ValidationException",
    "and not both (arn, name)",
  );
});
