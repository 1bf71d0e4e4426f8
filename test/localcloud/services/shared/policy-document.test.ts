import { parsePolicy } from "../../../../localcloud/services/shared/policy-document";
import { PolicyError } from "../../../../localcloud/services/shared/policy-error";
import type { PolicyKind } from "../../../../localcloud/services/shared/policy-statement";

/** A statement that each kind of policy accepts. */
const VALID: Readonly<Record<PolicyKind, Readonly<Record<string, unknown>>>> = {
  identity: { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::assets/*" },
  trust: { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
  resource: { Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "*" },
  repository: { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "ecr:BatchGetImage" },
};

function problemOf(policy: unknown, kind: PolicyKind): string | undefined {
  try {
    parsePolicy(policy, kind);
  } catch (error) {
    if (error instanceof PolicyError) return error.path === "" ? error.message : `${error.message} at ${error.path}`;
    throw error;
  }
  return undefined;
}

/** A valid policy in which the statement differs; undefined takes an element away. */
function withStatement(kind: PolicyKind, change: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ ...VALID[kind], ...change }] });
}

describe("a policy document", () => {
  it.each(Object.keys(VALID) as PolicyKind[])("may be an %s policy", (kind) => {
    expect(problemOf(withStatement(kind, {}), kind)).toBeUndefined();
  });

  it.each([
    ["text that is no JSON", '{"Statement": [}', "This policy contains invalid Json"],
    ["space before it", ` ${withStatement("identity", {})}`, "JSON strings must not have leading spaces"],
    ["something else than an object", "[]", "Syntax errors in policy: it must be a JSON object"],
    ["an element that isn't one", { Statements: [] }, "'Statements' is no element of a policy"],
    ["another version", { Version: "2012-10-18", Statement: VALID.identity }, "must contain a valid version string"],
    ["no statement", { Version: "2012-10-17" }, "it has no statement at Statement"],
    ["an empty list of statements", { Version: "2012-10-17", Statement: [] }, "it has no statement at Statement"],
    ["a statement that is no object", { Statement: ["Allow"] }, "a statement must be a JSON object at Statement[0]"],
    [
      "an id twice",
      { Statement: ["A", "B", "A"].map((Sid) => ({ Sid, ...VALID.identity })) },
      "Statement IDs (SID) in a single policy must be unique, 'A' is not",
    ],
  ])("refuses %s", (_, policy, words) => {
    expect(problemOf(policy, "identity")).toContain(words);
  });

  it.each([
    ["2008's version", { Version: "2008-10-17", Statement: VALID.identity }],
    ["no version", { Statement: VALID.identity }],
    ["an id of its own", { Id: "anything goes", Statement: VALID.identity }],
    ["several empty statement ids", { Statement: [1, 2].map(() => ({ Sid: "", ...VALID.identity })) }],
  ])("takes %s", (_, policy) => {
    expect(problemOf(policy, "identity")).toBeUndefined();
  });

  it.each<[string, PolicyKind, object, object, string]>([
    ["a misspelt element", "identity", { Efect: "Allow" }, {}, "'Efect' is no element of a statement at Statement[0]"],
    ["another effect", "identity", { Effect: "allow" }, { Effect: "Deny" }, "'Effect' must be 'Allow' or 'Deny'"],
    ["no effect", "identity", { Effect: undefined }, {}, "'Effect' must be 'Allow' or 'Deny', got undefined"],
    ["a hyphen in an id", "identity", { Sid: "read-objects" }, { Sid: "ReadObjects1" }, "(SID) must be alpha-numeric"],
    ["an id of another type", "resource", { Sid: 1 }, { Sid: "read objects" }, "'Sid' must be a text"],
    ["no action", "identity", { Action: undefined }, { Action: "*" }, "Policy statement must contain actions"],
    ["an empty list of actions", "identity", { Action: [] }, { Action: ["*"] }, "'Action' must hold one or more texts"],
    [
      "a number as an action",
      "identity",
      { Action: [1] },
      { Action: ["s3:*"] },
      "'Action' must hold one or more texts",
    ],
    ["an action without service", "identity", { Action: "GetObject" }, {}, "must be prefaced by a vendor"],
    ["a space in an action", "identity", { Action: "s3:Get Object" }, {}, "got 's3:Get Object' at Statement[0].Action"],
    [
      "actions and others",
      "identity",
      { NotAction: "s3:*" },
      { Action: undefined, NotAction: "s3:*" },
      "'Action' or 'NotAction', and not both",
    ],
    ["a principal", "identity", { Principal: "*" }, {}, "Policy document should not specify a principal."],
    ["an excepted principal", "identity", { NotPrincipal: "*" }, {}, "should not specify a principal."],
    ["no resource", "identity", { Resource: undefined }, { Resource: "*" }, "Missing required field Resource"],
    [
      "resources and others",
      "identity",
      { NotResource: "*" },
      { Resource: undefined, NotResource: "*" },
      "'Resource' and 'NotResource' exclude each other",
    ],
    [
      "a name as a resource",
      "identity",
      { Resource: "assets/*" },
      {},
      'Resource assets/* must be in ARN format or "*".',
    ],
    ["an ARN cut short", "identity", { Resource: "arn:aws:s3:::" }, {}, "must be in ARN format"],
    ["a partition that isn't one", "identity", { Resource: "arn:was:s3:::x" }, {}, 'Partition "was" is not valid'],
    ["no principal", "trust", { Principal: undefined }, {}, "Missing required field Principal"],
    ["a resource", "trust", { Resource: "*" }, {}, "Has prohibited field Resource at Statement[0].Resource"],
    [
      "an action of another service",
      "trust",
      { Action: "ecs:RunTask" },
      { Action: ["sts:AssumeRole", "sts:TagSession"] },
      "AssumeRole policy may only specify STS AssumeRole actions",
    ],
    [
      "no principal",
      "resource",
      { Principal: undefined },
      { Principal: { AWS: "*" } },
      "Missing required field Principal",
    ],
    ["no resource", "resource", { Resource: undefined }, {}, "Missing required field Resource"],
    ["a resource", "repository", { Resource: "*" }, {}, "Has prohibited field Resource"],
  ])("refuses %s in an %s policy", (_, kind, violation, neighbour, words) => {
    expect(problemOf(withStatement(kind, violation), kind)).toContain(words);
    expect(problemOf(withStatement(kind, neighbour), kind)).toBeUndefined();
  });
});

describe("principals of a policy", () => {
  it.each([
    [{ Service: "ecs-task.amazonaws.com" }, '"SERVICE":"ecs-task.amazonaws.com"'],
    [{ Service: "ecs-tasks" }, '"SERVICE":"ecs-tasks"'],
    [{ Service: "*" }, '"SERVICE":"*"'],
    [{ AWS: "arn:aws:iam::123456789012:role/*" }, '"AWS":"arn:aws:iam::123456789012:role/*"'],
    [{ AWS: "12345" }, '"AWS":"12345"'],
    [{ AWS: ["123456789012", "enterprise"] }, '"AWS":"enterprise"'],
    [{ Federated: "token.example.com" }, '"Federated":"token.example.com"'],
    [{ CanonicalUser: "me" }, '"CanonicalUser":"me"'],
  ])("can't be %j", (Principal, words) => {
    expect(problemOf(withStatement("resource", { Principal }), "resource")).toBe(
      `Invalid principal in policy: ${words} at Statement[0].Principal`,
    );
  });

  it.each([
    [{}, 'must be "*" or an object of principals by type'],
    ["123456789012", 'must be "*" or an object of principals by type'],
    [{ AWS: [] }, "'AWS' must hold one or more texts"],
    [{ Aws: "*" }, "'Aws' is no type of principal"],
  ])("can't be written as %j", (Principal, words) => {
    expect(problemOf(withStatement("resource", { Principal }), "resource")).toContain(words);
  });

  it.each([
    { AWS: "*" },
    { AWS: ["123456789012", "arn:aws:iam::123456789012:root", "arn:aws:iam::210987654321:user/ci"] },
    { AWS: "arn:aws:sts::123456789012:assumed-role/deploy/session" },
    { Service: ["logs.eu-west-1.amazonaws.com", "logdelivery.elasticloadbalancing.amazonaws.com"] },
    { Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" },
    { CanonicalUser: "a".repeat(64) },
  ])("may be %j", (Principal) => {
    expect(problemOf(withStatement("resource", { Principal }), "resource")).toBeUndefined();
  });
});

describe("conditions of a policy", () => {
  it.each([
    [[], "'Condition' must be an object of operators"],
    [{ StringEqual: { "aws:SourceAccount": "1" } }, "Invalid Condition type : StringEqual"],
    [{ NullIfExists: { "aws:SourceAccount": "true" } }, "Invalid Condition type : NullIfExists"],
    [{ StringEquals: "aws:SourceAccount" }, "'StringEquals' must be an object of condition keys"],
    [{ StringEquals: { SourceAccount: "1" } }, "must be prefaced by a vendor"],
    [{ StringEquals: { "aws:SourceAccount": [] } }, "'aws:SourceAccount' must have one or more values"],
    [{ StringEquals: { "aws:SourceAccount": { Ref: "x" } } }, "'aws:SourceAccount' must have one or more values"],
  ])("can't be %j", (Condition, words) => {
    expect(problemOf(withStatement("identity", { Condition }), "identity")).toContain(words);
  });

  it.each([
    { StringEquals: { "aws:SourceAccount": ["1", "2"] }, ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:*" } },
    { Bool: { "aws:SecureTransport": false } },
    { "ForAllValues:StringLikeIfExists": { "aws:TagKeys": "Name" } },
    { NumericLessThanEquals: { "s3:max-keys": 10 }, DateGreaterThan: { "aws:CurrentTime": "2030-01-01T00:00:00Z" } },
    { Null: { "aws:TokenIssueTime": "true" }, NotIpAddress: { "aws:SourceIp": "192.0.2.0/24" } },
  ])("may be %j", (Condition) => {
    expect(problemOf(withStatement("identity", { Condition }), "identity")).toBeUndefined();
  });
});
