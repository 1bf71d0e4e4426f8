import type { Reference, ResourceType } from "../../model/resource-type";
import { OVERWRITES } from "../shared/overwrites";

/** An input that names a bucket; what is set at a bucket goes with it. */
export function bucketReference(input = "bucket"): Reference {
  return {
    input,
    to: ["aws:s3/bucket:Bucket"],
    missing: { code: "NoSuchBucket", message: (name) => `The specified bucket does not exist: ${name}` },
  };
}

/** What a bucket has one of; S3 takes another one in its place. */
export const ONE_PER_BUCKET: ResourceType["unique"] = {
  inputs: ["bucket"],
  scope: "global",
  code: "OperationAborted",
  message: (bucket) => `The bucket has this setting already: ${bucket} (bucket)`,
  warning: OVERWRITES,
};
