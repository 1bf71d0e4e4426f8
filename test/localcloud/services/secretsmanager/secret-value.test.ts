import { difference } from "../../../../localcloud/provider/difference";
import { secretVersion } from "../../../../localcloud/services/secretsmanager/secret-version";
import { describeRules, inLocalCloud, refusalOf } from "../../support";

const SECRET = "aws:secretsmanager/secret:Secret";
const SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";

function bytes(count: number) {
  return { secretString: undefined, secretBinary: Buffer.alloc(count, 7).toString("base64") };
}

describeRules(
  SECRET_VERSION,
  (cloud) => ({ inputs: { secretId: cloud.create(SECRET, { name: "password" }).id, secretString: "hunter2" } }),
  [
    [
      "text over 64 KiB in UTF-8",
      { secretString: "ü".repeat(32_769) },
      { secretString: "ü".repeat(32_768) },
      "ValidationException",
      "at most 65536 bytes, got 65538 (secretString)",
    ],
    ["bytes over 64 KiB", bytes(65_537), bytes(65_536), "ValidationException", "got 65537 (secretBinary)"],
    [
      "bytes that are not in base64",
      { secretString: undefined, secretBinary: "hunter2!" },
      { secretString: undefined, secretBinary: "aHVudGVyMg==" },
      "InvalidParameterException",
      "(secretBinary)",
    ],
  ],
);

describe("the refusal of a value", () => {
  it("doesn't repeat it", () => {
    const cloud = inLocalCloud();
    const secretId = cloud.create(SECRET, { name: "password" }).id;
    const refused = (inputs: object) => refusalOf(() => cloud.create(SECRET_VERSION, { secretId, ...inputs })) ?? "";

    expect(refused({ secretString: "hunter2".repeat(10_000) })).not.toMatch(/hunter2/);
    expect(refused({ secretBinary: "hunter2!" })).not.toMatch(/hunter2/);
  });
});

describe("a write-only value", () => {
  const inputs = { secretStringWo: "hunter2", secretStringWoVersion: 1 };

  it("is in the cloud, and not among what the program reads", () => {
    const cloud = inLocalCloud();
    const secretId = cloud.create(SECRET, { name: "password" }).id;
    const version = cloud.create(SECRET_VERSION, { secretId, ...inputs });

    expect(cloud.outputs(version)).toMatchObject({ hasSecretStringWo: true, secretStringWoVersion: 1 });
    expect(JSON.stringify(cloud.outputs(version))).not.toContain("hunter2");
    expect(JSON.stringify(cloud.call("aws:secretsmanager/getSecretVersion:getSecretVersion", { secretId }))).toContain(
      "hunter2",
    );
  });

  it("is changed by its version alone", () => {
    const changed = (change: object) => difference(secretVersion, inputs, { ...inputs, ...change });

    expect(changed({ secretStringWo: "other" })).toMatchObject({ changed: [], replacing: [] });
    expect(changed({ secretStringWo: "other", secretStringWoVersion: 2 }).replacing).toEqual(["secretStringWoVersion"]);
  });
});

describeRules(
  SECRET_VERSION,
  (cloud) => ({
    inputs: {
      secretId: cloud.create(SECRET, { name: "password" }).id,
      secretStringWo: "hunter2",
      secretStringWoVersion: 1,
    },
  }),
  [
    [
      "a write-only value without a version",
      { secretStringWoVersion: undefined },
      {},
      "MissingRequiredArgument",
      "all of `secretStringWo,secretStringWoVersion` must be specified",
    ],
    [
      "a write-only value beside another",
      { secretString: "x" },
      { secretString: "x", secretStringWo: undefined, secretStringWoVersion: undefined },
      "InvalidRequestException",
      "Specify exactly one value",
    ],
    [
      "a write-only value over 64 KiB",
      { secretStringWo: "x".repeat(65_537) },
      { secretStringWo: "x".repeat(65_536) },
      "ValidationException",
      "got 65537 (secretStringWo)",
    ],
  ],
);

it("is replaced by a new value, and keeps its place when a label moves", () => {
  const before = { secretId: "database", secretString: "a", versionStages: ["AWSCURRENT"] };
  const replacing = (change: object) => difference(secretVersion, before, { ...before, ...change }).replacing;

  expect(replacing({ secretString: "b" })).toEqual(["secretString"]);
  expect(replacing({ versionStages: ["AWSCURRENT", "RELEASE"] })).toEqual([]);
});
