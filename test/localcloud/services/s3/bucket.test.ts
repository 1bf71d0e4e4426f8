import { describeRules, inLocalCloud, itRefuses, type TestCloud } from "../../support";
import { policy } from "../iam/policies";

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const PUBLIC_ACCESS_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";
const LOGGING = "aws:s3/bucketLogging:BucketLogging";

const UPLOADS = { daysAfterInitiation: 1 };
const OBJECTS = "arn:aws:s3:::access-logs/*";

function bucketNamed(cloud: TestCloud, bucket: string, region?: string): string {
  return cloud.create(BUCKET, { bucket }, region).id;
}

describe("a bucket", () => {
  it("has its name as id", () => {
    const cloud = inLocalCloud();
    const bucket = cloud.create(BUCKET, { bucket: "access-logs" });

    expect(cloud.outputs(bucket)).toMatchObject({
      id: "access-logs",
      arn: "arn:aws:s3:::access-logs",
      bucketDomainName: "access-logs.s3.amazonaws.com",
      bucketRegionalDomainName: "access-logs.s3.eu-west-1.amazonaws.com",
      hostedZoneId: "Z1BKCTXD74EZPE",
      forceDestroy: false,
    });
    expect(cloud.create(BUCKET, { bucketPrefix: "logs-" }).id).toMatch(/^logs-[0-9a-f]{26}$/);
  });

  itRefuses(
    "a name that a bucket of any region has",
    (cloud) => {
      bucketNamed(cloud, "access-logs", "eu-west-2");
      return {
        violation: () => bucketNamed(cloud, "access-logs"),
        neighbour: () => bucketNamed(cloud, "access-logs-too"),
      };
    },
    "BucketAlreadyOwnedByYou",
    "you already own it: access-logs (bucket)",
  );

  it("is deleted with its settings, and refuses those that the local cloud doesn't model", () => {
    const cloud = inLocalCloud();
    const bucket = cloud.create(BUCKET, { bucket: "access-logs" });
    cloud.create(PUBLIC_ACCESS_BLOCK, { bucket: bucket.id });
    cloud.delete(bucket);

    expect(() => cloud.create(BUCKET, { bucket: "access-logs", versioning: { enabled: true } })).toThrow(
      "add it to localcloud/services/s3/bucket.ts",
    );
  });
});

describe.each([
  [POLICY, { policy: policy({ Principal: { AWS: "123456789012" }, Action: "s3:GetObject", Resource: OBJECTS }) }],
  [PUBLIC_ACCESS_BLOCK, { blockPublicAcls: true }],
  [VERSIONING, { versioningConfiguration: { status: "Enabled" } }],
  [ENCRYPTION, { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] }],
  [LIFECYCLE, { rules: [{ id: "expire", status: "Enabled", expiration: { days: 1 } }] }],
  [OWNERSHIP, { rule: { objectOwnership: "BucketOwnerEnforced" } }],
  [LOGGING, { targetBucket: "access-logs", targetPrefix: "s3/" }],
])("%s", (type, inputs) => {
  itRefuses(
    "a bucket that isn't there",
    (cloud) => {
      const bucket = bucketNamed(cloud, "access-logs");
      return {
        violation: () => cloud.create(type, { ...inputs, bucket: "none" }),
        neighbour: () => cloud.create(type, { ...inputs, bucket }),
      };
    },
    "NoSuchBucket",
    "The specified bucket does not exist: none (bucket)",
  );
});

describeRules(
  POLICY,
  (cloud) => {
    const bucket = bucketNamed(cloud, "access-logs");
    const openBucket = bucketNamed(cloud, "website");
    const closedBucket = bucketNamed(cloud, "reports");
    cloud.create(PUBLIC_ACCESS_BLOCK, { bucket: openBucket, blockPublicPolicy: false });
    cloud.create(PUBLIC_ACCESS_BLOCK, { bucket: closedBucket, blockPublicPolicy: true });
    return { inputs: { bucket, policy: delivery({}) } };
  },
  [
    [
      "a policy that doesn't parse",
      { policy: delivery({ Effect: "allow" }) },
      {},
      "MalformedPolicy",
      "'Effect' must be 'Allow' or 'Deny', got \"allow\" (policy: Statement[0])",
    ],
    [
      "another bucket",
      { policy: delivery({ Resource: "arn:aws:s3:::access-log/*" }) },
      { policy: delivery({ Resource: ["arn:aws:s3:::access-logs", OBJECTS], Action: "s3:*" }) },
      "MalformedPolicy",
      "Policy has invalid resource: arn:aws:s3:::access-log/* (policy: Statement[0].Resource)",
    ],
    ["everything", { policy: delivery({ Resource: "*" }) }, {}, "MalformedPolicy", "Policy has invalid resource: *"],
    [
      "an action of another service",
      { policy: delivery({ Action: "sqs:SendMessage" }) },
      { policy: delivery({ Action: ["S3:PutObject"] }) },
      "MalformedPolicy",
      "Policy has invalid action: sqs:SendMessage",
    ],
    [
      "an action on objects for the bucket itself",
      { policy: delivery({ Resource: "arn:aws:s3:::access-logs" }) },
      { policy: delivery({ Resource: "arn:aws:s3:::access-logs", Action: "s3:GetBucketAcl" }) },
      "MalformedPolicy",
      "Action does not apply to any resource(s) in statement",
    ],
    [
      "everybody, since buckets block that by themselves",
      { policy: delivery({ Principal: "*" }) },
      { policy: delivery({ Principal: "*", Effect: "Deny" }) },
      "AccessDenied",
      "public policies are blocked by the BlockPublicPolicy block public access setting. (policy)",
    ],
    [
      "everybody under a condition that narrows nothing",
      { policy: delivery({ Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
      { policy: delivery({ Principal: "*", Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } }) },
      "AccessDenied",
      "public policies are blocked",
    ],
    [
      "everybody but some",
      { policy: delivery({ Principal: "*", Condition: { StringNotEquals: { "aws:SourceAccount": "123456789012" } } }) },
      {},
      "AccessDenied",
      "public policies are blocked",
    ],
    [
      "everybody where the bucket blocks it",
      { bucket: "reports", policy: everybody("reports") },
      { bucket: "website", policy: everybody("website") },
      "AccessDenied",
      "public policies are blocked",
    ],
  ],
);

function delivery(statement: object): string {
  const Principal = { Service: "logdelivery.elasticloadbalancing.amazonaws.com" };
  return policy({ Principal, Action: "s3:PutObject", Resource: OBJECTS, ...statement });
}

function everybody(bucket: string): string {
  return policy({ Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${bucket}/*` });
}

describe("versioning of a bucket", () => {
  it("is a setting of the bucket and the owner that is expected", () => {
    const cloud = inLocalCloud();
    const bucket = bucketNamed(cloud, "access-logs");
    const versioningConfiguration = { status: "Suspended" };

    expect(cloud.create(VERSIONING, { bucket, versioningConfiguration }).id).toBe("access-logs");
    expect(cloud.create(VERSIONING, { bucket, versioningConfiguration, expectedBucketOwner: "123456789012" }).id).toBe(
      "access-logs,123456789012",
    );
  });
});

describeRules(
  ENCRYPTION,
  (cloud) => ({ inputs: { bucket: bucketNamed(cloud, "access-logs"), rules: [encryption("AES256")] } }),
  [
    ["no rule", { rules: [] }, {}, "MalformedXML", "one rule is needed (rules)"],
    [
      "a key for S3's own encryption",
      { rules: [encryption("AES256", "alias/enterprise")] },
      { rules: [encryption("aws:kms", "alias/enterprise")] },
      "InvalidArgument",
      "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms",
    ],
  ],
);

function encryption(sseAlgorithm: string, kmsMasterKeyId?: string): object {
  return { applyServerSideEncryptionByDefault: { sseAlgorithm, ...(kmsMasterKeyId && { kmsMasterKeyId }) } };
}

const EXPIRE = { id: "expire", status: "Enabled", filter: { prefix: "" }, expiration: { days: 90 } };

describeRules(LIFECYCLE, (cloud) => ({ inputs: { bucket: bucketNamed(cloud, "access-logs"), rules: [EXPIRE] } }), [
  ["no rule", { rules: [] }, {}, "MalformedXML", "At least one rule must be given (rules)"],
  [
    "a rule that does nothing",
    { rules: [{ ...EXPIRE, expiration: undefined }] },
    { rules: [{ ...EXPIRE, expiration: undefined, abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } }] },
    "InvalidRequest",
    "At least one action needs to be specified in a rule (rules[0])",
  ],
  [
    "two rules of one id",
    { rules: [EXPIRE, { ...EXPIRE, filter: { prefix: "old/" } }] },
    { rules: [EXPIRE, { ...EXPIRE, id: "expire-old", filter: { prefix: "old/" } }] },
    "InvalidArgument",
    "Rule ID must be unique. Found same ID for more than one rule: expire (rules)",
  ],
  [
    "uploads that are given up by tag",
    { rules: [{ ...EXPIRE, filter: { tag: { key: "a", value: "b" } }, abortIncompleteMultipartUpload: UPLOADS }] },
    { rules: [{ ...EXPIRE, filter: { prefix: "a/" }, abortIncompleteMultipartUpload: UPLOADS }] },
    "InvalidRequest",
    "AbortIncompleteMultipartUpload cannot be specified with Tags. (rules[0].abortIncompleteMultipartUpload)",
  ],
  [
    "delete markers that go by tag",
    { rules: [{ ...EXPIRE, filter: { and: { tags: { a: "b" } } }, expiration: { expiredObjectDeleteMarker: true } }] },
    { rules: [{ ...EXPIRE, filter: { and: { tags: { a: "b" } } } }] },
    "InvalidRequest",
    "ExpiredObjectDeleteMarker cannot be specified with Tags.",
  ],
  [
    "dates beside days",
    { rules: [{ ...EXPIRE, transitions: [{ date: "2030-01-01T00:00:00Z", storageClass: "GLACIER" }] }] },
    {
      rules: [
        {
          ...EXPIRE,
          expiration: { date: "2031-01-01T00:00:00Z" },
          transitions: [{ date: "2030-01-01T00:00:00Z", storageClass: "GLACIER" }],
        },
      ],
    },
    "InvalidRequest",
    "Found mixed 'Date' and 'Days'",
  ],
  [
    "an expiration by days and date",
    { rules: [{ ...EXPIRE, expiration: { days: 90, date: "2030-01-01T00:00:00Z" } }] },
    { rules: [{ ...EXPIRE, expiration: { date: "2030-01-01T00:00:00Z" } }] },
    "MalformedXML",
    "(rules[0].expiration)",
  ],
  [
    "two conditions outside an 'and'",
    { rules: [{ ...EXPIRE, filter: { prefix: "a/", objectSizeGreaterThan: 1 } }] },
    { rules: [{ ...EXPIRE, filter: { and: { prefix: "a/", objectSizeGreaterThan: 1 } } }] },
    "MalformedXML",
    "got objectSizeGreaterThan, prefix (rules[0].filter)",
  ],
  [
    "a transition to infrequent access before 30 days",
    { rules: [{ ...EXPIRE, transitions: [{ days: 29, storageClass: "STANDARD_IA" }] }] },
    { rules: [{ ...EXPIRE, transitions: [{ days: 30, storageClass: "STANDARD_IA" }] }] },
    "InvalidArgument",
    "'Days' in Transition action must be greater than or equal to 30 for storageClass 'STANDARD_IA'",
  ],
  [
    "an expiration that comes before a transition",
    { rules: [{ ...EXPIRE, transitions: [{ days: 90, storageClass: "GLACIER" }] }] },
    { rules: [{ ...EXPIRE, transitions: [{ days: 89, storageClass: "GLACIER" }] }] },
    "InvalidArgument",
    "must be greater than 'Days' in the Transition action, got 90 and 90",
  ],
]);

describeRules(
  LOGGING,
  (cloud) => {
    bucketNamed(cloud, "logs-of-london", "eu-west-2");
    const [bucket, targetBucket] = [bucketNamed(cloud, "reports"), bucketNamed(cloud, "access-logs")];
    return { inputs: { bucket, targetBucket, targetPrefix: "s3/" } };
  },
  [
    [
      "a target that isn't there",
      { targetBucket: "none" },
      {},
      "InvalidTargetBucketForLogging",
      "The target bucket for logging does not exist: none (targetBucket)",
    ],
    [
      "a target in another region",
      { targetBucket: "logs-of-london" },
      {},
      "CrossLocationLoggingProhibitted",
      "(bucket, targetBucket)",
    ],
  ],
);
