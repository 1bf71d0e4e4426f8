import { isAllowed, isTrusted } from "./iam-simulator";

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements.map((each) => ({ Effect: "Allow", ...each })) });
}

const OBJECT = "arn:aws:s3:::assets/a";
const READ = { action: "s3:GetObject", resource: OBJECT };

describe("isAllowed", () => {
  it.each<[string, boolean, string[], string | undefined]>([
    ["nothing allows", false, [], undefined],
    ["a policy allows", true, [policy({ Action: "s3:GetObject", Resource: OBJECT })], undefined],
    ["a policy allows in other letters", true, [policy({ Action: "S3:getobject", Resource: "*" })], undefined],
    ["a policy allows another action", false, [policy({ Action: "s3:PutObject", Resource: "*" })], undefined],
    [
      "a policy allows another resource",
      false,
      [policy({ Action: "s3:*", Resource: "arn:aws:s3:::assets" })],
      undefined,
    ],
    ["patterns allow", true, [policy({ Action: "s3:Get*", Resource: "arn:aws:s3:::asset?/*" })], undefined],
    [
      "another policy denies",
      false,
      [policy({ Action: "*", Resource: "*" }), policy({ Effect: "Deny", Action: "s3:*", Resource: OBJECT })],
      undefined,
    ],
    ["all but another action is allowed", true, [policy({ NotAction: "iam:*", Resource: "*" })], undefined],
    ["all but this action is allowed", false, [policy({ NotAction: "s3:*", Resource: "*" })], undefined],
    ["all but this resource is allowed", false, [policy({ Action: "s3:*", NotResource: OBJECT })], undefined],
    [
      "a boundary allows too",
      true,
      [policy({ Action: "*", Resource: "*" })],
      policy({ Action: "s3:*", Resource: "*" }),
    ],
    ["a boundary doesn't", false, [policy({ Action: "*", Resource: "*" })], policy({ Action: "sqs:*", Resource: "*" })],
    ["only a boundary allows", false, [], policy({ Action: "*", Resource: "*" })],
  ])("where %s: %s", (_, expected, policies, boundary) => {
    expect(isAllowed({ policies, boundary }, READ)).toBe(expected);
  });

  const ENVIRONMENT = "aws:ResourceTag/Environment";
  it.each<[string, object, Record<string, string | string[]>, boolean]>([
    ["an equal value", { StringEquals: { [ENVIRONMENT]: "staging" } }, { [ENVIRONMENT]: "staging" }, true],
    ["another value", { StringEquals: { [ENVIRONMENT]: "staging" } }, { [ENVIRONMENT]: "production" }, false],
    ["no value", { StringEquals: { [ENVIRONMENT]: "staging" } }, {}, false],
    ["no value, IfExists", { StringEqualsIfExists: { [ENVIRONMENT]: "staging" } }, {}, true],
    ["no value, negated", { StringNotEquals: { [ENVIRONMENT]: "staging" } }, {}, true],
    ["an equal value, negated", { StringNotEquals: { [ENVIRONMENT]: "staging" } }, { [ENVIRONMENT]: "staging" }, false],
    ["a flag", { Bool: { "aws:MultiFactorAuthPresent": "true" } }, { "aws:MultiFactorAuthPresent": "true" }, true],
    ["no flag", { Bool: { "aws:MultiFactorAuthPresent": "true" } }, {}, false],
    ["a key that is there", { Null: { "aws:TagKeys": "false" } }, { "aws:TagKeys": ["a"] }, true],
    ["one of several", { "ForAnyValue:StringLike": { "aws:TagKeys": "E*" } }, { "aws:TagKeys": ["A", "Env"] }, true],
    ["all of several", { "ForAllValues:StringLike": { "aws:TagKeys": "E*" } }, { "aws:TagKeys": ["A", "Env"] }, false],
    [
      "a variable",
      { StringLike: { "sts:RoleSessionName": "${aws:username}" } },
      { "sts:RoleSessionName": "alice", "aws:username": "alice" },
      true,
    ],
    [
      "a variable with another value",
      { StringLike: { "sts:RoleSessionName": "${aws:username}" } },
      { "sts:RoleSessionName": "bob", "aws:username": "alice" },
      false,
    ],
    ["two keys, one wrong", { StringEquals: { a: "1", b: "2" } }, { a: "1", b: "1" }, false],
  ])("with a condition on %s", (_, condition, context, expected) => {
    const policies = [policy({ Action: "s3:*", Resource: "*", Condition: condition })];

    expect(isAllowed({ policies }, { ...READ, context })).toBe(expected);
  });

  it("refuses to guess at an operator", () => {
    const policies = [
      policy({ Action: "s3:*", Resource: "*", Condition: { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } } }),
    ];

    expect(() => isAllowed({ policies }, { ...READ, context: { "aws:SourceIp": "10.0.0.1" } })).toThrow(/IpAddress/);
  });
});

describe("isTrusted", () => {
  const trust = policy(
    { Action: "sts:AssumeRole", Principal: { AWS: "arn:aws:iam::123456789012:root" } },
    { Action: "sts:AssumeRole", Principal: { Service: "ecs-tasks.amazonaws.com" } },
  );

  it.each([
    ["AWS", "arn:aws:iam::123456789012:user/alice", true],
    ["AWS", "arn:aws:iam::210987654321:user/alice", false],
    ["Service", "ecs-tasks.amazonaws.com", true],
    ["Service", "ec2.amazonaws.com", false],
    ["Federated", "ecs-tasks.amazonaws.com", false],
  ])("of %s %s is %s", (type, value, expected) => {
    expect(isTrusted(trust, { action: "sts:AssumeRole", principal: { type, value } })).toBe(expected);
  });
});
