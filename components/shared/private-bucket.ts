import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "./children";
import { policyDocument, type PolicyDocument } from "./policy-document";
import { type Transform, transformed } from "./transform";

/** Escape hatches for what keeps a bucket private. */
export interface PrivateBucketTransforms {
  readonly bucketPublicAccessBlock?: Transform<aws.s3.BucketPublicAccessBlockArgs>;
  readonly bucketOwnership?: Transform<aws.s3.BucketOwnershipControlsArgs>;
  readonly bucketPolicy?: Transform<aws.s3.BucketPolicyArgs>;
  readonly bucketEncryption?: Transform<aws.s3.BucketServerSideEncryptionConfigurationArgs>;
}

type BucketChildren = Pick<Children<PrivateBucketTransforms>, "parent" | "transform">;

/** No public access, no ACLs, and TLS only. */
export function lockDownBucket(
  { parent, transform }: BucketChildren,
  name: string,
  { bucket, arn }: aws.s3.Bucket,
): void {
  new aws.s3.BucketPublicAccessBlock(
    ...transformed<aws.s3.BucketPublicAccessBlockArgs>(
      transform.bucketPublicAccessBlock,
      name,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
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
      { bucket, policy: arn.apply((bucketArn) => JSON.stringify(tlsOnlyPolicy(bucketArn))) },
      { parent },
    ),
  );
}

/** Encrypts what comes into a bucket with a key of the customer's. */
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

/** Policy of a bucket that is reached over TLS only; who may read it, IAM says. */
function tlsOnlyPolicy(bucketArn: string): PolicyDocument {
  return policyDocument({
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
}
