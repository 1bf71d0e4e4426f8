import { describeLimits } from "../../limits/inputs";

const x = (length: number) => "x".repeat(length);

describeLimits("aws:s3/bucket:Bucket", [
  ["bucket", "ab", "abc", "InvalidBucketName", "The specified bucket is not valid."],
  ["bucket", x(64), x(63), "InvalidBucketName", "not valid"],
  ["bucket", "ProofPix-logs", "proofpix-logs", "InvalidBucketName", "not valid"],
  ["bucket", "proofpix..logs", "proofpix.logs", "InvalidBucketName", "not valid"],
  ["bucket", "192.168.5.4", "192.168.5.x", "InvalidBucketName", "not valid"],
  ["bucket", "logs-s3alias", "s3alias-logs", "InvalidBucketName", "not valid"],
  ["bucketPrefix", x(38), x(37), "InvalidArgument", "less than or equal to 37"],
]);

describeLimits("aws:s3/bucketVersioning:BucketVersioning", [
  ["versioningConfiguration.status", "On", "Suspended", "MalformedXML", "[Enabled, Suspended, Disabled]"],
]);

describeLimits("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", [
  ["rules[0].applyServerSideEncryptionByDefault.sseAlgorithm", "KMS", "aws:kms", "MalformedXML", "AES256"],
]);

describeLimits("aws:s3/bucketOwnershipControls:BucketOwnershipControls", [
  ["rule.objectOwnership", "Owner", "ObjectWriter", "MalformedXML", "BucketOwnerEnforced"],
]);

describeLimits("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", [
  ["rules[0].id", x(256), x(255), "InvalidArgument", "less than or equal to 255"],
  ["rules[0].status", "On", "Disabled", "MalformedXML", "[Enabled, Disabled]"],
  ["rules[0].expiration.days", 0, 1, "InvalidArgument", "'Days' for Expiration action must be a positive integer"],
  ["rules[0].noncurrentVersionExpiration.noncurrentDays", 0, 1, "InvalidArgument", "must be a positive integer"],
  ["rules[0].abortIncompleteMultipartUpload.daysAfterInitiation", 0, 1, "InvalidArgument", "positive integer"],
  ["rules[0].transitions[0].storageClass", "COLD", "DEEP_ARCHIVE", "MalformedXML", "GLACIER"],
]);
