import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, refusalOf, type TestCloud } from "../../support";

const TRAIL = "aws:cloudtrail/trail:Trail";
const BUCKET = "aws:s3/bucket:Bucket";
const ACCOUNT = "123456789012";
const TRAIL_ARN = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/account`;
const SERVICE = { Service: "cloudtrail.amazonaws.com" };

describeLimits(TRAIL, [
  ["name", "ab", "abc", "InvalidTrailNameException", "3 to 128"],
  ["name", "my-_trail", "my-trail", "InvalidTrailNameException", "side by side"],
  ["name", "trail-", "trail-1", "InvalidTrailNameException", "begins and ends"],
  ["name", "192.168.5.4", "192.168.5.4a", "InvalidTrailNameException", "letters"],
  ["s3KeyPrefix", "p".repeat(201), "p".repeat(200), "InvalidS3PrefixException", ""],
]);

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** The policy of the User Guide, "Amazon S3 bucket policy for CloudTrail". */
function bucketPolicy(bucket: string, { trail = TRAIL_ARN, folder = "" } = {}): string {
  const Condition = { StringEquals: { "aws:SourceArn": trail } };
  return policy(
    { Effect: "Allow", Principal: SERVICE, Action: "s3:GetBucketAcl", Resource: `arn:aws:s3:::${bucket}`, Condition },
    {
      Effect: "Allow",
      Principal: SERVICE,
      Action: "s3:PutObject",
      Resource: `arn:aws:s3:::${bucket}/${folder}AWSLogs/${ACCOUNT}/*`,
      Condition: { StringEquals: { ...Condition.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  );
}

function bucketWith(cloud: TestCloud, bucket: string, text?: string, region?: string): string {
  cloud.create(BUCKET, { bucket }, region);
  if (text !== undefined) cloud.create("aws:s3/bucketPolicy:BucketPolicy", { bucket, policy: text }, region);
  return bucket;
}

const MANAGEABLE = { Effect: "Allow", Principal: { AWS: ACCOUNT }, Action: "kms:*", Resource: "*" };

function keyWith(cloud: TestCloud, statements: readonly object[], region?: string): string {
  const text = policy(MANAGEABLE, ...statements);
  return String(cloud.create("aws:kms/key:Key", { policy: text }, region).computed.arn);
}

/** The statements of the User Guide, "Configure AWS KMS key policies for CloudTrail". */
function keyStatements(action: string | readonly string[] = ["kms:GenerateDataKey*", "kms:Decrypt"]): object[] {
  return [
    {
      Effect: "Allow",
      Principal: SERVICE,
      Action: action,
      Resource: "*",
      Condition: {
        StringEquals: { "aws:SourceArn": TRAIL_ARN },
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` },
      },
    },
    {
      Effect: "Allow",
      Principal: SERVICE,
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: { StringEquals: { "aws:SourceArn": TRAIL_ARN } },
    },
  ];
}

function roleWith(cloud: TestCloud, name: string, service: string, resource: string): string {
  const trust = policy({ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" });
  const role = cloud.create("aws:iam/role:Role", { name, assumeRolePolicy: trust });
  const Action = ["logs:CreateLogStream", "logs:PutLogEvents"];
  cloud.create("aws:iam/rolePolicy:RolePolicy", {
    role: name,
    name: "write",
    policy: policy({ Effect: "Allow", Action, Resource: resource }),
  });
  return String(role.computed.arn);
}

const STREAMS = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:trail:log-stream:${ACCOUNT}_CloudTrail_eu-west-1*`;
const GROUP = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:trail`;

function prepare(cloud: TestCloud) {
  cloud.create("aws:cloudwatch/logGroup:LogGroup", { name: "trail" });
  return {
    inputs: { name: "account", s3BucketName: bucketWith(cloud, "trail-logs", bucketPolicy("trail-logs")) },
    withoutPolicy: bucketWith(cloud, "without-policy"),
    ofAnother: bucketWith(cloud, "of-another", bucketPolicy("of-another", { trail: `${TRAIL_ARN}-2` })),
    inFolder: bucketWith(cloud, "in-folder", bucketPolicy("in-folder", { folder: "account/" })),
    key: keyWith(cloud, keyStatements()),
    unusable: keyWith(cloud, []),
    withoutDecrypt: keyWith(cloud, keyStatements("kms:GenerateDataKey*")),
    farKey: keyWith(cloud, keyStatements(), "eu-central-1"),
    role: roleWith(cloud, "trail", SERVICE.Service, STREAMS),
    ofEc2: roleWith(cloud, "ec2", "ec2.amazonaws.com", STREAMS),
    ofOtherGroup: roleWith(cloud, "other", SERVICE.Service, STREAMS.replace("group:trail", "group:other")),
  };
}

describeRules(TRAIL, prepare, [
  [
    "a bucket that isn't there",
    { s3BucketName: "none-such" },
    {},
    "S3BucketDoesNotExistException",
    "S3 bucket none-such does not exist!",
  ],
  [
    "a bucket without a policy",
    ({ withoutPolicy }) => ({ s3BucketName: withoutPolicy }),
    {},
    "InsufficientS3BucketPolicyException",
    "Incorrect S3 bucket policy is detected for bucket: without-policy",
  ],
  [
    "a bucket of another trail",
    ({ ofAnother }) => ({ s3BucketName: ofAnother }),
    ({ ofAnother }) => ({ s3BucketName: ofAnother, name: "account-2" }),
    "InsufficientS3BucketPolicyException",
    "of-another",
  ],
  [
    "a bucket whose policy is for another folder",
    ({ inFolder }) => ({ s3BucketName: inFolder }),
    ({ inFolder }) => ({ s3BucketName: inFolder, s3KeyPrefix: "account" }),
    "InsufficientS3BucketPolicyException",
    "in-folder",
  ],
  [
    "a key that CloudTrail may not use",
    ({ unusable }) => ({ kmsKeyId: unusable }),
    ({ key }) => ({ kmsKeyId: key }),
    "InsufficientEncryptionPolicyException",
    "Insufficient permissions to access S3 bucket trail-logs or KMS key",
  ],
  [
    "a key with which CloudTrail can't use the bucket's key",
    ({ withoutDecrypt }) => ({ kmsKeyId: withoutDecrypt }),
    ({ key }) => ({ kmsKeyId: key }),
    "InsufficientEncryptionPolicyException",
    "(kmsKeyId)",
  ],
  [
    "a key of another region than the bucket's",
    ({ farKey }) => ({ kmsKeyId: farKey }),
    ({ key }) => ({ kmsKeyId: key }),
    "InsufficientEncryptionPolicyException",
    "(kmsKeyId)",
  ],
  [
    "a key that isn't there",
    { kmsKeyId: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/none` },
    ({ key }) => ({ kmsKeyId: key }),
    "KmsKeyNotFoundException",
    "KMS key not found",
  ],
  [
    "a log group without :* behind its ARN",
    ({ role }) => ({ cloudWatchLogsGroupArn: GROUP, cloudWatchLogsRoleArn: role }),
    ({ role }) => ({ cloudWatchLogsGroupArn: `${GROUP}:*`, cloudWatchLogsRoleArn: role }),
    "InvalidCloudWatchLogsLogGroupArnException",
    "it ends with :*",
  ],
  [
    "a role of another service",
    ({ ofEc2 }) => ({ cloudWatchLogsGroupArn: `${GROUP}:*`, cloudWatchLogsRoleArn: ofEc2 }),
    ({ role }) => ({ cloudWatchLogsGroupArn: `${GROUP}:*`, cloudWatchLogsRoleArn: role }),
    "InvalidCloudWatchLogsRoleArnException",
    "Check the trust relationships for your role",
  ],
  [
    "a role for another log group",
    ({ ofOtherGroup }) => ({ cloudWatchLogsGroupArn: `${GROUP}:*`, cloudWatchLogsRoleArn: ofOtherGroup }),
    ({ role }) => ({ cloudWatchLogsGroupArn: `${GROUP}:*`, cloudWatchLogsRoleArn: role }),
    "InvalidCloudWatchLogsLogGroupArnException",
    "Check the permissions for your role",
  ],
  [
    "a trail of all regions without the global services",
    { isMultiRegionTrail: true, includeGlobalServiceEvents: false },
    { isMultiRegionTrail: true },
    "InvalidParameterCombinationException",
    "must include global service events",
  ],
  [
    "selectors of both kinds",
    { eventSelectors: [{ readWriteType: "All" }], advancedEventSelectors: [{ fieldSelectors: [] }] },
    { eventSelectors: [{ readWriteType: "All" }] },
    "ConflictingArguments",
    "conflicts with event_selector",
  ],
]);

it("takes five trails in a region, and one of all regions counts in each", () => {
  const cloud = inLocalCloud();
  const names = ["one", "two", "three", "four", "five"];
  for (const name of [...names, "six"]) {
    bucketWith(cloud, `logs-${name}`, bucketPolicy(`logs-${name}`, { trail: TRAIL_ARN.replace(/account$/, name) }));
  }
  for (const name of names) cloud.create(TRAIL, { name, s3BucketName: `logs-${name}` });

  expect(refusalOf(() => cloud.create(TRAIL, { name: "six", s3BucketName: "logs-six" }))).toMatch(
    /^MaximumNumberOfTrailsExceededException: /,
  );
});

it("has an ARN by its name", () => {
  const cloud = inLocalCloud();

  expect(cloud.create(TRAIL, prepare(cloud).inputs)).toMatchObject({
    id: TRAIL_ARN,
    computed: { arn: TRAIL_ARN, homeRegion: "eu-west-1" },
  });
});
