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
