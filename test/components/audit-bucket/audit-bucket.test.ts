import { AuditBucket, type AuditBucketArgs } from "../../../components/audit-bucket";
import { deploy, only, refusals, type Registered } from "../../support/deploy";
import { deployLocally } from "../../support/local-deployment";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

function deployed(args: Partial<AuditBucketArgs> = {}): Promise<Registered[]> {
  return deploy(() => new AuditBucket("shop-audit", { kmsKeyArn: KEY, ...args }), {
    outputs: { "aws:s3/bucket:Bucket": () => ({ bucket: "audit", arn: "arn:aws:s3:::audit" }) },
  });
}

function s3(resources: readonly Registered[], type: string): Record<string, unknown> {
  return only(resources, `aws:s3/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`).inputs;
}

describe("AuditBucket", () => {
  it("locks what comes in for a year, in governance mode", async () => {
    const resources = await deployed();

    expect(s3(resources, "Bucket")).toMatchObject({ objectLockEnabled: true });
    expect(s3(resources, "BucketObjectLockConfiguration").rule).toEqual({
      defaultRetention: { mode: "GOVERNANCE", days: 365 },
    });
    expect(s3(resources, "BucketVersioning").versioningConfiguration).toEqual({ status: "Enabled" });
  });

  it("locks it for other days, so that nobody deletes it", async () => {
    const resources = await deployed({ retention: { mode: "COMPLIANCE", days: 30 } });

    expect(s3(resources, "BucketObjectLockConfiguration").rule).toEqual({
      defaultRetention: { mode: "COMPLIANCE", days: 30 },
    });
  });

  it("keeps objects for ever, unless told otherwise", async () => {
    const rules = [await deployed(), await deployed({ keepDays: 400 })].map(
      (resources) => s3(resources, "BucketLifecycleConfiguration").rules,
    );

    expect(rules).toMatchObject([
      [{ abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } }],
      [{ expiration: { days: 400 }, noncurrentVersionExpiration: { noncurrentDays: 1 } }],
    ]);
    expect(JSON.stringify(rules[0])).not.toMatch(/expiration/i);
  });

  it("is private, encrypted, reached over TLS only, and lets nobody delete early", async () => {
    const resources = await deployed();
    const { Statement: statements } = JSON.parse(String(s3(resources, "BucketPolicy").policy)) as {
      Statement: { Sid: string; Effect: string; Action: string }[];
    };

    expect(statements.map(({ Sid, Effect, Action }) => `${Effect} ${Action} (${Sid})`)).toEqual([
      "Deny s3:* (DenyInsecureTransport)",
      "Deny s3:BypassGovernanceRetention (DenyDeletionBeforeTime)",
    ]);
    expect(s3(resources, "BucketServerSideEncryptionConfiguration").rules).toMatchObject([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY } },
    ]);
    expect(s3(resources, "BucketPublicAccessBlock")).toMatchObject({ blockPublicPolicy: true });
  });

  it("has further statements by its ARN, its tags, and what transforms say", async () => {
    const resources = await deployed({
      statements: (bucketArn) => [
        {
          Sid: "Writer",
          Effect: "Allow",
          Principal: { AWS: "123456789012" },
          Action: "s3:PutObject",
          Resource: `${bucketArn}/*`,
        },
      ],
      tags: { Owner: "platform" },
      transform: { bucketVersioning: { expectedBucketOwner: "123456789012" } },
    });

    expect(s3(resources, "BucketPolicy").policy).toContain('"Resource":"arn:aws:s3:::audit/*"');
    expect(s3(resources, "BucketPolicy").policy).toContain("Writer");
    expect(s3(resources, "Bucket").tags).toEqual({ Name: "shop-audit-bucket", Owner: "platform" });
    expect(s3(resources, "BucketVersioning").expectedBucketOwner).toBe("123456789012");
  });

  it.each<[string, Partial<AuditBucketArgs>, RegExp]>([
    ["no whole number of days", { retention: { days: 1.5 } }, /^retention.days: .* from 1 to 36500, got 1.5/],
    ["no days", { retention: { days: 0 } }, /^retention.days: .* got 0/],
    ["more than a hundred years", { retention: { days: 36_501 } }, /^retention.days: .* got 36501/],
    [
      "no mode of S3",
      { retention: { mode: "LEGAL" as "GOVERNANCE" } },
      /^retention.mode: .*"GOVERNANCE" or "COMPLIANCE"/,
    ],
    ["deletion before the lock ends", { keepDays: 365 }, /^keepDays: .*more than the 365 days/],
    ["a wrong tag", { tags: { "aws:x": "y" } }, /^tags\["aws:x"\]: /],
  ])("refuses %s", async (_, args, problem) => {
    const problems = await refusals(() => new AuditBucket("audit", { kmsKeyArn: KEY, ...args }));

    expect(problems).toEqual([expect.stringMatching(problem)]);
  });

  it("is taken by AWS", async () => {
    const { refusals: refused } = await deployLocally(
      () => new AuditBucket("audit", { kmsKeyArn: KEY, keepDays: 400 }),
    );

    expect(refused).toEqual([]);
  });
});
