import { AwsError } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { bucketReference } from "./bucket-reference";
import { settingOfBucket } from "./owned-setting";

export const bucketLogging: ResourceType = {
  type: "aws:s3/bucketLogging:BucketLogging",
  replacedBy: ["bucket", "expectedBucketOwner", "region"],
  references: [
    bucketReference(),
    {
      ...bucketReference("targetBucket"),
      missing: {
        code: "InvalidTargetBucketForLogging",
        message: (name) => `The target bucket for logging does not exist: ${name}`,
      },
    },
  ],
  rules: [requireOneRegion],
  make: settingOfBucket,
};

/** Amazon S3 User Guide, "Enabling Amazon S3 server access logging". */
function requireOneRegion({ inputs, cloud }: Operation): void {
  const [source, target] = ["bucket", "targetBucket"].map(
    (input) => cloud.find("aws:s3/bucket:Bucket", text(inputs, input) ?? "")?.region,
  );
  if (source === target) return;
  throw new AwsError(
    "CrossLocationLoggingProhibitted",
    "Cross S3 location logging not allowed: the buckets lie in two regions (bucket, targetBucket)",
  );
}
