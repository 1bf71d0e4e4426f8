import type { CloudService } from "../../model/cloud-service";
import { bucketEncryption } from "./bucket-encryption";
import { bucketLifecycle } from "./bucket-lifecycle";
import { bucketLogging } from "./bucket-logging";
import { bucketOwnershipControls } from "./bucket-ownership-controls";
import { bucketPolicy } from "./bucket-policy";
import { bucketPublicAccessBlock } from "./bucket-public-access-block";
import { bucketVersioning } from "./bucket-versioning";
import { bucket } from "./bucket";
import { S3_WORDING } from "./wording";

export const S3: CloudService = {
  types: [
    bucket,
    bucketPolicy,
    bucketPublicAccessBlock,
    bucketVersioning,
    bucketEncryption,
    bucketLifecycle,
    bucketOwnershipControls,
    bucketLogging,
  ],
  wordings: { s3: S3_WORDING },
};
