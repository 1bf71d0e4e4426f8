import * as aws from "@pulumi/aws";
import { automaticName } from "../shared/naming";
import { policyDocument } from "../shared/policy-document";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { DatadogChildren, DatadogLogsArgs } from "./args";

const MAXIMUM_BUCKET_NAME_LENGTH = 63;
const DEFAULT_RETENTION_DAYS = 30;

/**
 * Creates a private, encrypted bucket that is used over TLS only, for what Datadog didn't take. No versions are kept:
 * each object is written once.
 */
export function createFailedLogsBucket(children: DatadogChildren, args: DatadogLogsArgs): aws.s3.Bucket {
  const { parent, transform } = children;
  const name = automaticName(`${children.name}-failed-logs`, MAXIMUM_BUCKET_NAME_LENGTH);
  const bucket = new aws.s3.Bucket(
    ...transformed<aws.s3.BucketArgs>(
      transform.bucket,
      name,
      { forceDestroy: args.forceDestroy ?? false, tags: namedTags(name, children.tags) },
      { parent },
    ),
  );
  lockDown(children, name, bucket);
  new aws.s3.BucketServerSideEncryptionConfiguration(
    ...transformed<aws.s3.BucketServerSideEncryptionConfigurationArgs>(
      transform.bucketEncryption,
      name,
      {
        bucket: bucket.bucket,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: args.kmsKeyArn },
            bucketKeyEnabled: true,
          },
        ],
      },
      { parent },
    ),
  );
  expire(children, name, bucket, args.failedRetentionDays ?? DEFAULT_RETENTION_DAYS);
  return bucket;
}

function lockDown({ parent, transform }: DatadogChildren, name: string, { arn, bucket }: aws.s3.Bucket): void {
  const block = {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  };
  new aws.s3.BucketPublicAccessBlock(
    ...transformed<aws.s3.BucketPublicAccessBlockArgs>(
      transform.bucketPublicAccessBlock,
      name,
      { bucket, ...block },
      { parent },
    ),
  );
  new aws.s3.BucketOwnershipControls(
    ...transformed<aws.s3.BucketOwnershipControlsArgs>(
      transform.bucketOwnership,
      name,
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      { parent },
    ),
  );
  new aws.s3.BucketPolicy(
    ...transformed<aws.s3.BucketPolicyArgs>(
      transform.bucketPolicy,
      name,
      { bucket, policy: arn.apply((of) => JSON.stringify(overTlsOnly(of))) },
      { parent },
    ),
  );
}

function overTlsOnly(bucketArn: string) {
  return policyDocument({
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
}

function expire({ parent, transform }: DatadogChildren, name: string, { bucket }: aws.s3.Bucket, days: number): void {
  const rule = {
    id: "expire",
    status: "Enabled",
    filter: { prefix: "" },
    expiration: { days },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
  };
  new aws.s3.BucketLifecycleConfiguration(
    ...transformed<aws.s3.BucketLifecycleConfigurationArgs>(
      transform.bucketLifecycle,
      name,
      { bucket, rules: [rule] },
      { parent },
    ),
  );
}
