import type { Made, Operation, Reference, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { OVERWRITES } from "../../model/warning";

/** An input that names a bucket. The bucket can be deleted first: its settings are deleted with it. */
export function bucketReference(input = "bucket"): Reference {
  return {
    input,
    to: ["aws:s3/bucket:Bucket"],
    missing: { code: "NoSuchBucket", message: (name) => `The specified bucket does not exist: ${name}` },
  };
}

/** A bucket has one setting of each type; S3 replaces the first by a second one. */
export const ONE_PER_BUCKET: ResourceType["unique"] = {
  inputs: ["bucket"],
  scope: "global",
  code: "OperationAborted",
  message: (bucket) => `The bucket has this setting already: ${bucket}`,
  warning: OVERWRITES,
};

/** Identity of a setting of a bucket: the bucket, and the expected owner's account where one is named. */
export function bucketSetting({ inputs }: Operation): Made {
  const owner = text(inputs, "expectedBucketOwner");
  const bucket = text(inputs, "bucket") ?? "";
  return { id: owner === undefined ? bucket : `${bucket},${owner}`, computed: {} };
}
