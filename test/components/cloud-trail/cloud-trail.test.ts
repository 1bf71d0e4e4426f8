import { CloudTrail, type CloudTrailArgs } from "../../../components/cloud-trail";
import { deploy, only, refusals, type Registered } from "../../support/deploy";
import { deployLocally } from "../../support/local-deployment";

const ACCOUNT = "123456789012";
const TRAIL = "aws:cloudtrail/trail:Trail";
const TRAIL_ARN = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/account-trail`;
const SCOPE = { accountId: ACCOUNT, region: "eu-west-1" };

function deployed(args: Partial<CloudTrailArgs> = {}): Promise<Registered[]> {
  return deploy(() => new CloudTrail("account-trail", { ...SCOPE, ...args }), {
    outputs: {
      "aws:s3/bucket:Bucket": () => ({ bucket: "records", arn: "arn:aws:s3:::records" }),
      "aws:cloudwatch/logGroup:LogGroup": () => ({
        arn: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/aws/cloudtrail/x`,
      }),
    },
  });
}

function statementsOf(resources: readonly Registered[], type: string): Record<string, unknown>[] {
  const { policy } = only(resources, type).inputs;
  return (JSON.parse(String(policy)) as { Statement: Record<string, unknown>[] }).Statement;
}

describe("CloudTrail", () => {
  let resources: Registered[];
  beforeAll(async () => {
    resources = await deployed();
  });

  it("records the management events of all regions, encrypted and provable", () => {
    expect(only(resources, TRAIL).inputs).toMatchObject({
      name: "account-trail",
      s3BucketName: "records",
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      kmsKeyId: "arn:mock:account-trail-key",
      cloudWatchLogsGroupArn: expect.stringMatching(/:\*$/) as string,
      advancedEventSelectors: [
        { name: "Management events", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
      ],
    });
  });

  it("lets that trail write into its bucket, and no other", () => {
    const statements = statementsOf(resources, "aws:s3/bucketPolicy:BucketPolicy").slice(-2);

    expect(statements).toMatchObject([
      { Action: "s3:GetBucketAcl", Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN } } },
      {
        Action: "s3:PutObject",
        Resource: `arn:aws:s3:::records/AWSLogs/${ACCOUNT}/*`,
        Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN, "s3:x-amz-acl": "bucket-owner-full-control" } },
      },
    ]);
  });

  it("locks the records", () => {
    expect(only(resources, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration").inputs.rule).toEqual({
      defaultRetention: { mode: "GOVERNANCE", days: 365 },
    });
  });

  it("lets the key encrypt what the trail records and the log group", () => {
    const statements = statementsOf(resources, "aws:kms/key:Key");

    expect(statements.map(({ Sid }) => Sid)).toEqual(
      expect.arrayContaining(["AccountDecidesByIam", "LogGroupsOfTheAccount", "TrailEncrypts", "TrailAsksForKey"]),
    );
    expect(statements.find(({ Sid }) => Sid === "TrailEncrypts")).toMatchObject({
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Condition: {
        StringEquals: { "aws:SourceArn": TRAIL_ARN },
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` },
      },
    });
  });

  it("keeps the records in CloudWatch Logs for 90 days, where a role writes their streams only", () => {
    expect(only(resources, "aws:cloudwatch/logGroup:LogGroup").inputs).toMatchObject({
      name: "/aws/cloudtrail/account-trail",
      retentionInDays: 90,
    });
    expect(statementsOf(resources, "aws:iam/rolePolicy:RolePolicy")).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/aws/cloudtrail/x:log-stream:${ACCOUNT}_CloudTrail_eu-west-1*`,
      },
    ]);
  });

  it("records accesses to the objects of buckets that are named", async () => {
    const registered = await deployed({ dataEventBucketArns: ["arn:aws:s3:::states"] });

    expect(only(registered, TRAIL).inputs.advancedEventSelectors).toMatchObject([
      {},
      {
        fieldSelectors: [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: ["AWS::S3::Object"] },
          { field: "resources.ARN", startsWiths: ["arn:aws:s3:::states/"] },
        ],
      },
    ]);
  });

  it("takes other retentions, tags and transforms", async () => {
    const registered = await deployed({
      retention: { mode: "COMPLIANCE", days: 30 },
      keepDays: 60,
      logRetentionDays: 30,
      tags: { Owner: "platform" },
      transform: { trail: { enableLogging: false }, key: { deletionWindowInDays: 7 } },
    });

    expect(only(registered, "aws:cloudwatch/logGroup:LogGroup").inputs.retentionInDays).toBe(30);
    expect(only(registered, TRAIL).inputs).toMatchObject({ enableLogging: false, tags: { Owner: "platform" } });
    expect(only(registered, "aws:kms/key:Key").inputs.deletionWindowInDays).toBe(7);
    expect(statementsOf(registered, "aws:kms/key:Key").map(({ Sid }) => Sid)).toContain("TrailEncrypts");
  });

  it.each<[string, string, Partial<CloudTrailArgs>, RegExp]>([
    ["a name of two characters", "ab", {}, /^name: .*3 to 128/],
    ["no bucket", "account", { dataEventBucketArns: ["states"] }, /^dataEventBucketArns\[0\]: .*ARN of a bucket/],
    ["no retention of logs", "account", { logRetentionDays: 91 as 90 }, /^logRetentionDays: .*120 is the next/],
    ["no account", "account", { accountId: "1" }, /^accountId: .*12 digits/],
    ["deletion before the lock ends", "account", { keepDays: 9 }, /^keepDays: .*more than the 365/],
  ])("refuses %s", async (_, name, args, problem) => {
    const problems = await refusals(() => new CloudTrail(name, { ...SCOPE, ...args }));

    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it("is taken by AWS", async () => {
    const args = { accountId: ACCOUNT, region: "us-east-1", dataEventBucketArns: ["arn:aws:s3:::states"] };
    const { refusals: refused, held } = await deployLocally(() => new CloudTrail("account-trail", args));

    expect(refused).toEqual([]);
    expect(held.filter(({ type }) => type === TRAIL)).toHaveLength(1);
  });
});
