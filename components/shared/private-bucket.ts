import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "./children";
import { policyDocument, type PolicyStatement } from "./policy-document";
import { type Transform, transformed } from "./transform";

/** Escape hatches for what keeps a bucket private. */
export interface PrivateBucketTransforms {
  readonly bucketPublicAccessBlock?: Transform<aws.s3.BucketPublicAccessBlockArgs>;
  readonly bucketOwnership?: Transform<aws.s3.BucketOwnershipControlsArgs>;
  readonly bucketPolicy?: Transform<aws.s3.BucketPolicyArgs>;
  readonly bucketEncryption?: Transform<aws.s3.BucketServerSideEncryptionConfigurationArgs>;
}

type BucketChildren = Pick<Children<PrivateBucketTransforms>, "parent" | "transform">;

/** No public access and no ACLs. */
export function closeBucket(
  { parent, transform }: BucketChildren,
  name: string,
  { bucket }: aws.s3.Bucket,
): aws.s3.BucketOwnershipControls {
  new aws.s3.BucketPublicAccessBlock(
    ...transformed<aws.s3.BucketPublicAccessBlockArgs>(
      transform.bucketPublicAccessBlock,
      name,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      { parent },
    ),
  );
  return new aws.s3.BucketOwnershipControls(
    ...transformed<aws.s3.BucketOwnershipControlsArgs>(
      transform.bucketOwnership,
      name,
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      { parent },
    ),
  );
}

/**
 * No public access, no ACLs, and TLS only.
 * @param statements further statements of the bucket's policy, by the bucket's ARN.
 */
export function lockDownBucket(
  children: BucketChildren,
  name: string,
  bucket: aws.s3.Bucket,
  statements: (bucketArn: string) => pulumi.Input<readonly PolicyStatement[]> = () => [],
): void {
  closeBucket(children, name, bucket);
  const { parent, transform } = children;
  new aws.s3.BucketPolicy(
    ...transformed<aws.s3.BucketPolicyArgs>(
      transform.bucketPolicy,
      name,
      {
        bucket: bucket.bucket,
        policy: bucket.arn.apply((bucketArn) =>
          pulumi
            .output(statements(bucketArn))
            .apply((further) => JSON.stringify(policyDocument(tlsOnly(bucketArn), ...further))),
        ),
      },
      { parent },
    ),
  );
}

/**
 * Encrypts what comes into a bucket with a key of the customer's. A bucket key saves nearly all requests to KMS, which
 * cost money.
 */
export function encryptBucket(
  { parent, transform }: BucketChildren,
  name: string,
  { bucket }: aws.s3.Bucket,
  kmsKeyArn: pulumi.Input<string>,
): aws.s3.BucketServerSideEncryptionConfiguration {
  const applyServerSideEncryptionByDefault = { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn };
  return new aws.s3.BucketServerSideEncryptionConfiguration(
    ...transformed<aws.s3.BucketServerSideEncryptionConfigurationArgs>(
      transform.bucketEncryption,
      name,
      { bucket, rules: [{ applyServerSideEncryptionByDefault, bucketKeyEnabled: true }] },
      { parent },
    ),
  );
}

/** Statement of a bucket that is reached over TLS only; who may read it, IAM says. */
export function tlsOnly(bucketArn: string): PolicyStatement {
  return {
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}
