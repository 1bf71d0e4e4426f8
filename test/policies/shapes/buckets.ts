import type { DeployedResource } from "../support/judge-pack";
import { deployed, type Shapes } from "./shape";
import { KEY_ARN, PROTECTED, TAGS } from "./context";

const BUCKET = "uploads-5e12";

/** Refuses requests without TLS. */
const POLICY = JSON.stringify({
  Version: "2012-10-17",
  Statement: {
    Effect: "Deny",
    Principal: { AWS: "*" },
    Action: ["s3:*"],
    Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
    Condition: { Bool: { "aws:SecureTransport": ["false"] } },
  },
});

/** What AWS reports of each bucket, whatever the program says. */
const OUTPUTS = {
  arn: `arn:aws:s3:::${BUCKET}`,
  id: BUCKET,
  accelerationStatus: "",
  grants: [{ id: "7b1c", permissions: ["FULL_CONTROL"], type: "CanonicalUser", uri: "" }],
  requestPayer: "BucketOwner",
  tagsAll: TAGS,
};

/** The bucket's settings in separate resources, of today's types or, with the suffix `V2`, of the older ones. */
function withSidecars(suffix: "" | "V2", bucketToken = `aws:s3/bucket${suffix}:Bucket${suffix}`) {
  const bucket = deployed(
    bucketToken,
    "uploads",
    { bucket: BUCKET, tags: TAGS },
    {
      ...PROTECTED,
      outputs: {
        ...OUTPUTS,
        versioning: { enabled: false, mfaDelete: false },
        versionings: [{ enabled: false, mfaDelete: false }],
        lifecycleRules: [],
        policy: "",
      },
    },
  );
  const sidecar = (kind: string, inputs: Readonly<Record<string, unknown>>, ownSuffix: string = suffix) =>
    deployed(
      `aws:s3/bucket${kind}${ownSuffix}:Bucket${kind}${ownSuffix}`,
      `uploads-${kind}`,
      { bucket: BUCKET, ...inputs },
      { references: { bucket: [bucket] }, outputs: { id: BUCKET } },
    );
  return [
    bucket,
    sidecar("PublicAccessBlock", CLOSED, ""),
    sidecar("OwnershipControls", { rule: { objectOwnership: "BucketOwnerEnforced" } }, ""),
    sidecar("Policy", { policy: POLICY }, ""),
    sidecar("Versioning", { versioningConfiguration: { status: "Enabled" } }),
    sidecar("LifecycleConfiguration", { rules: [CLEAN_UP] }),
    sidecar("ServerSideEncryptionConfiguration", { rules: [ENCRYPTED] }),
  ];
}

const CLOSED = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };

const CLEAN_UP = {
  id: "clean-up",
  status: "Enabled",
  filter: {},
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  noncurrentVersionExpiration: { noncurrentDays: 30 },
};

const ENCRYPTED = {
  applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY_ARN },
  bucketKeyEnabled: true,
};

/** All settings in the bucket itself, as programs for older versions of the provider have them. */
const inline = deployed(
  "aws:s3/bucket:Bucket",
  "uploads",
  {
    bucket: BUCKET,
    acl: "private",
    policy: POLICY,
    versioning: { enabled: true },
    lifecycleRules: [
      {
        id: "clean-up",
        enabled: true,
        prefix: "",
        abortIncompleteMultipartUploadDays: 7,
        noncurrentVersionExpiration: { days: 30 },
      },
    ],
    serverSideEncryptionConfiguration: { rule: ENCRYPTED },
    tags: TAGS,
  },
  { ...PROTECTED, outputs: OUTPUTS },
);

/** Objects expire after a month, so versions would be kept for nothing. */
function temporary(): readonly DeployedResource[] {
  const [bucket, block, ownership, policy] = withSidecars("");
  if (!bucket || !block || !ownership || !policy) throw new Error("a bucket has sidecars");
  const lifecycle = deployed(
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "uploads",
    {
      bucket: BUCKET,
      rules: [
        {
          id: "expire",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: 30, expiredObjectDeleteMarker: false },
        },
        { id: "clean-up", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } },
      ],
    },
    { references: { bucket: [bucket] }, outputs: { id: BUCKET, expectedBucketOwner: "" } },
  );
  return [bucket, block, ownership, policy, lifecycle];
}

/** The policy lets only CloudFront's distribution in, by a condition. */
function originOfDistribution(): readonly DeployedResource[] {
  const policy = JSON.stringify({
    Version: "2008-10-17",
    Statement: [
      {
        Sid: "CloudFront",
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "s3:GetObject",
        Resource: `arn:aws:s3:::${BUCKET}/*`,
        Condition: { StringEquals: { "AWS:SourceArn": "arn:aws:cloudfront::123456789012:distribution/E1" } },
      },
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [`arn:aws:s3:::${BUCKET}`, `arn:aws:s3:::${BUCKET}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "Tls12Only",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: `arn:aws:s3:::${BUCKET}/*`,
        Condition: { NumericLessThan: { "s3:TlsVersion": 1.2 } },
      },
    ],
  });
  return withSidecars("").map((each) =>
    each.made.type === "aws:s3/bucketPolicy:BucketPolicy"
      ? deployed(
          each.made.type,
          each.made.name,
          { bucket: BUCKET, policy },
          {
            references: {
              bucket: each.made.options.dependencies?.bucket?.map((made) => ({ asked: made, made })) ?? [],
            },
            outputs: { id: BUCKET },
          },
        )
      : each,
  );
}

export const BUCKETS: Shapes = {
  "a bucket with its settings beside it": { resources: withSidecars("") },
  "a bucket with its settings beside it, under their former names": { resources: withSidecars("V2") },
  "a bucket of today with settings under their former names": {
    resources: withSidecars("V2", "aws:s3/bucket:Bucket"),
  },
  "a bucket with its settings within it": { resources: [inline] },
  "a bucket from which everything is deleted after a month": { resources: temporary() },
  "a bucket that CloudFront reads": { resources: originOfDistribution() },
};
