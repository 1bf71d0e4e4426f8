import { parsePolicy } from "../../../../localcloud/services/shared/policy-document";
import { allows } from "../../../../localcloud/services/shared/policy-evaluation";

const LOGS = { type: "Service", value: "logs.eu-west-1.amazonaws.com" } as const;
const GROUP = "arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/enterprise";
const KEY = "kms:EncryptionContext:aws:logs:arn";

const STATEMENT = {
  Effect: "Allow",
  Principal: { Service: LOGS.value },
  Action: ["kms:Encrypt", "kms:GenerateDataKey*"],
  Resource: "*",
};

function isAllowed(...changes: object[]): boolean {
  const policy = parsePolicy({ Statement: changes.map((change) => ({ ...STATEMENT, ...change })) }, "resource");
  return allows(policy, {
    principal: LOGS,
    action: "kms:Encrypt",
    resource: "arn:aws:s3:::a",
    context: { [KEY]: GROUP },
  });
}

describe("a policy's statement", () => {
  it.each<[string, object, object]>([
    ["principal", {}, { Principal: { Service: "logs.eu-west-2.amazonaws.com" } }],
    ["principal's type", { Principal: "*" }, { Principal: { AWS: "123456789012" } }],
    ["action", { Action: "KMS:encrypt" }, { Action: "kms:Decrypt" }],
    ["pattern of actions", { Action: "kms:*crypt" }, { Action: "kms:?crypt" }],
    ["excepted actions", { Action: undefined, NotAction: "kms:Decrypt" }, { Action: undefined, NotAction: "kms:*" }],
    ["resource", { Resource: "arn:aws:s3:::*" }, { Resource: "arn:aws:s3:::b" }],
    [
      "excepted resources",
      { Resource: undefined, NotResource: "arn:aws:s3:::b" },
      { Resource: undefined, NotResource: "*" },
    ],
    [
      "pattern of a condition",
      { Condition: { ArnLike: { [KEY]: "arn:aws:logs:eu-west-1:123456789012:log-group:*" } } },
      { Condition: { ArnLike: { [KEY]: "arn:aws:logs:eu-west-1:123456789012:log-group:/lambda/*" } } },
    ],
    [
      "one value of several",
      { Condition: { StringEquals: { [KEY]: ["none", GROUP] } } },
      { Condition: { StringEquals: { [KEY]: ["none"] } } },
    ],
    [
      "case of a value",
      { Condition: { StringEqualsIgnoreCase: { [KEY]: GROUP.toUpperCase() } } },
      { Condition: { StringEquals: { [KEY]: GROUP.toUpperCase() } } },
    ],
    [
      "negated condition",
      { Condition: { ArnNotLike: { [KEY]: "*:log-group:/lambda/*" } } },
      { Condition: { StringNotEquals: { [KEY.toLowerCase()]: GROUP } } },
    ],
  ])("allows by its %s, or not", (_, allowing, other) => {
    expect(isAllowed(allowing)).toBe(true);
    expect(isAllowed(other)).toBe(false);
  });

  it("denies what another one allows", () => {
    expect(isAllowed({}, { Effect: "Deny" })).toBe(false);
    expect(isAllowed({}, { Effect: "Deny", Action: "kms:Decrypt" })).toBe(true);
  });

  it("is taken to allow, and not to deny, where its condition can't be told", () => {
    const Condition = { StringEquals: { "aws:SourceOrgID": "o-1" } };

    expect(isAllowed({ Condition })).toBe(true);
    expect(isAllowed({}, { Effect: "Deny", Condition })).toBe(true);
  });

  it("speaks of all but the principals that it excepts", () => {
    const excepting = (Service: string): boolean =>
      isAllowed({}, { Effect: "Deny", Principal: undefined, NotPrincipal: { Service } });

    expect(excepting(LOGS.value)).toBe(true);
    expect(excepting("sns.amazonaws.com")).toBe(false);
  });

  it("means an account by its number or its root", () => {
    const policy = parsePolicy({ Statement: { ...STATEMENT, Principal: { AWS: "123456789012" } } }, "resource");
    const principal = { type: "AWS", value: "arn:aws:iam::123456789012:root" } as const;

    expect(allows(policy, { principal, action: "kms:GenerateDataKeyWithoutPlaintext" })).toBe(true);
  });
});
