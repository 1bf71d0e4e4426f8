import type { ServiceOperations } from "../../operation";
import { bucketOperations } from "./buckets";
import { copyObject } from "./copy-object";
import { deleteObject, deleteObjects } from "./delete-object";
import { readingOperations } from "./get-object";
import { listOperations } from "./list-objects";
import { multipartOperations } from "./multipart-upload";
import { putObject } from "./put-object";
import { retentionOperations } from "./retention";

/** Operations of Amazon S3 on the deployed buckets and what is in them. */
export const S3_OPERATIONS: ServiceOperations = {
  ...bucketOperations,
  ...listOperations,
  ...multipartOperations,
  ...readingOperations,
  ...retentionOperations,
  CopyObject: copyObject,
  DeleteObject: deleteObject,
  DeleteObjects: deleteObjects,
  PutObject: putObject,
};
