import { modelMessage } from "../../limits/wording";
import type { Wording } from "../../model/limits";
import type { CloudService } from "../../model/resource-type";
import { bucket } from "./bucket";
import { bucketLifecycle } from "./bucket-lifecycle";
import { bucketLogging } from "./bucket-logging";
import { bucketObject } from "./bucket-object";
import { bucketObjectLock } from "./bucket-object-lock";
import { bucketPolicy } from "./bucket-policy";
import {
  bucketEncryption,
  bucketOwnershipControls,
  bucketPublicAccessBlock,
  bucketVersioning,
} from "./bucket-settings";
import { multipartUpload, uploadPart } from "./multipart-upload";
import { objectVersion } from "./object-version";

/**
 * S3 checks words against the schema of its XML before it looks at values (Amazon S3 API Reference, "Error
 * responses").
 */
const WORDING: Wording = {
  code: ({ violation: { demand } }) => (demand === "enum" || demand === "present" ? "MalformedXML" : "InvalidArgument"),
  message: modelMessage,
};

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
    bucketObject,
    bucketObjectLock,
    multipartUpload,
    objectVersion,
    uploadPart,
  ],
  wordings: { s3: WORDING },
};
