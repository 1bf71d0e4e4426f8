import fc from "fast-check";
import {
  CERTIFICATE_ARN,
  formatArn,
  FUNCTION_ARN,
  isArnIn,
  lastPartOf,
  KMS_KEY_ARN,
  MANAGED_POLICY_ARN,
  parseArn,
  ROLE_ARN,
  STATEMENT_RESOURCE_ARN,
} from "../../../components/shared/arn";

describe("parseArn", () => {
  it.each([
    [
      "arn:aws:ecs:eu-central-1:123456789012:cluster/shop",
      { partition: "aws", service: "ecs", region: "eu-central-1", accountId: "123456789012", resource: "cluster/shop" },
    ],
    [
      "arn:aws-cn:logs:cn-north-1:210987654321:log-group:/ecs/shop",
      {
        partition: "aws-cn",
        service: "logs",
        region: "cn-north-1",
        accountId: "210987654321",
        resource: "log-group:/ecs/shop",
      },
    ],
    ["arn:aws:s3:::bucket", { partition: "aws", service: "s3", region: "", accountId: "", resource: "bucket" }],
  ])("reads the parts of %s", (arn, parts) => {
    expect(parseArn(arn)).toEqual(parts);
  });

  it("reads what formatArn writes", () => {
    const part = fc.stringMatching(/^[a-z0-9-]{0,12}$/);
    const resource = fc.stringMatching(/^[a-z0-9:/_-]{1,20}$/);
    fc.assert(
      fc.property(fc.record({ partition: part, service: part, region: part, accountId: part, resource }), (parts) => {
        expect(parseArn(formatArn(parts))).toEqual(parts);
      }),
    );
  });
});

describe("lastPartOf", () => {
  it.each([
    ["arn:aws:ecs:eu-west-1:123456789012:service/production/enterprise", "enterprise"],
    ["arn:aws:ecs:eu-west-1:123456789012:task/production/0a1b2c", "0a1b2c"],
    ["arn:aws:ecs:eu-west-1:123456789012:task-definition/enterprise:7", "enterprise:7"],
    ["arn:aws:iam::123456789012:role/deployments/ci", "ci"],
    ["arn:aws:sns:eu-west-1:123456789012:alarms", "arn:aws:sns:eu-west-1:123456789012:alarms"],
    ["enterprise", "enterprise"],
    ["service/", ""],
    ["", ""],
  ])("is of %s what stands behind the last slash", (arn, part) => {
    expect(lastPartOf(arn)).toBe(part);
  });
});

describe("isArnIn", () => {
  it.each([
    ["eu-west-1", "arn:aws:kms:eu-west-1:123456789012:key/k", true],
    ["us-gov-west-1", "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/k", true],
    ["eu-west-1", "arn:aws:kms:eu-central-1:123456789012:key/k", false],
    ["us-gov-west-1", "arn:aws:kms:us-gov-west-1:123456789012:key/k", false],
    ["eu-west-1", "arn:aws-us-gov:kms:eu-west-1:123456789012:key/k", false],
  ])("in %s is %s: %p", (region, arn, expected) => {
    expect(isArnIn(region, arn)).toBe(expected);
  });
});

const GRAMMARS: [name: string, pattern: RegExp, taken: string[], refused: string[]][] = [
  [
    "a certificate",
    CERTIFICATE_ARN,
    [
      "arn:aws:acm:eu-west-1:123456789012:certificate/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
      "arn:aws-us-gov:acm:us-gov-west-1:123456789012:certificate/0f1e2d3c",
    ],
    ["arn:aws:iam::123456789012:server-certificate/x", "arn:aws:acm:eu-west-1:1234:certificate/x"],
  ],
  [
    "a key",
    KMS_KEY_ARN,
    [
      "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      "arn:aws:kms:us-west-2:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
    ],
    ["arn:aws:kms:eu-west-1:123456789012:alias/own", "1234abcd-12ab-34cd-56ef-1234567890ab"],
  ],
  [
    "a function",
    FUNCTION_ARN,
    [
      "arn:aws:lambda:us-west-2:123456789012:function:my-function",
      "arn:aws:lambda:us-west-2:123456789012:function:my-function:$LATEST",
    ],
    ["arn:aws:lambda:us-west-2:123456789012:layer:my-layer:3", "my-function"],
  ],
  [
    "a role",
    ROLE_ARN,
    [
      "arn:aws:iam::123456789012:role/S3Access",
      "arn:aws:iam::123456789012:role/application_abc/component_xyz/RDSAccess",
    ],
    ["arn:aws:iam::123456789012:user/JohnDoe", "arn:aws:iam::aws:role/S3Access", "*"],
  ],
  [
    "a managed policy",
    MANAGED_POLICY_ARN,
    ["arn:aws:iam::aws:policy/service-role/AmazonEC2RoleforSSM", "arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess"],
    ["arn:aws:iam::123456789012:role/S3Access", "ReadOnlyAccess"],
  ],
  [
    "what a statement is about",
    STATEMENT_RESOURCE_ARN,
    ["arn:aws:s3:::bucket/*", "arn:aws:sqs:*:*:queue", "arn:aws:dynamodb:us-east-2:123456789012:table/books"],
    ["arn:aws:*:::x", "bucket", "*"],
  ],
];

describe.each(GRAMMARS)("the ARN of %s", (_, pattern, taken, refused) => {
  it.each(taken)("may be %s", (arn) => {
    expect(arn).toMatch(pattern);
  });

  it.each([...refused, ` ${taken.join("")}`, `${taken.join("")} x`])("can't be %j", (arn) => {
    expect(arn).not.toMatch(pattern);
  });
});
