import type { Samples } from "../../limits/samples";
import { POLICY, TAGS } from "../../limits/samples/values";

/** What usual programs ask of buckets, by resource type: AWS accepts all of it. */
export const SAMPLES: Samples = {
  "aws:s3/bucket:Bucket": { bucket: "proofpix-production-access-logs", forceDestroy: false, tags: TAGS },
  "aws:s3/bucketPolicy:BucketPolicy": { bucket: "proofpix-logs", policy: POLICY },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": { bucket: "proofpix-logs", blockPublicAcls: true },
  "aws:s3/bucketVersioning:BucketVersioning": {
    bucket: "proofpix-logs",
    versioningConfiguration: { status: "Enabled" },
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    bucket: "proofpix-logs",
    rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: true }],
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    bucket: "proofpix-logs",
    rules: [
      {
        id: "expire",
        status: "Enabled",
        filter: {},
        expiration: { days: 90 },
        transitions: [{ days: 30, storageClass: "STANDARD_IA" }],
        noncurrentVersionExpiration: { noncurrentDays: 7 },
        abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
      },
    ],
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    bucket: "proofpix-logs",
    rule: { objectOwnership: "BucketOwnerEnforced" },
  },
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": {
    bucket: "proofpix-audit",
    rule: { defaultRetention: { mode: "GOVERNANCE", days: 365 } },
  },
  "aws:s3/bucketObjectv2:BucketObjectv2": {
    bucket: "proofpix-configuration",
    key: "prometheus",
    content: "global: {}",
    contentType: "text/plain",
    serverSideEncryption: "aws:kms",
  },
};
