import { bucketEncryption } from "./bucket-encryption";
import { bucketLifecycle } from "./bucket-lifecycle";
import { bucketLogging } from "./bucket-logging";
import { bucketOwnershipControls } from "./bucket-ownership-controls";
import { bucketPolicy } from "./bucket-policy";
import { bucketPublicAccessBlock } from "./bucket-public-access-block";
import { bucketVersioning } from "./bucket-versioning";
import { bucket } from "./bucket";

export const S3_TYPES = [
  bucket,
  bucketPolicy,
  bucketPublicAccessBlock,
  bucketVersioning,
  bucketEncryption,
  bucketLifecycle,
  bucketOwnershipControls,
  bucketLogging,
];
