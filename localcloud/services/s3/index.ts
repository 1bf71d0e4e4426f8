import type { CloudService } from "../../model/cloud-service";
import { bucket } from "./bucket";
import { bucketLifecycle } from "./bucket-lifecycle";
import { bucketLogging } from "./bucket-logging";
import { bucketPolicy } from "./bucket-policy";
import {
  bucketEncryption,
  bucketOwnershipControls,
  bucketPublicAccessBlock,
  bucketVersioning,
} from "./bucket-settings";
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
