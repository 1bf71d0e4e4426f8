import type { Reference } from "../../model/resource-type";

/** An input that names a bucket; what is set at a bucket goes with it. */
export function bucketReference(input = "bucket"): Reference {
  return {
    input,
    to: ["aws:s3/bucket:Bucket"],
    missing: { code: "NoSuchBucket", message: (name) => `The specified bucket does not exist: ${name}` },
  };
}
