import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { object, text } from "../../model/values";
import { given } from "../shared/inputs";
import { bucketReference, bucketSetting, ONE_PER_BUCKET } from "./bucket-reference";

export const bucketLogging: ResourceType = {
  type: "aws:s3/bucketLogging:BucketLogging",
  replaceOnChanges: ["bucket", "expectedBucketOwner", "region"],
  unique: ONE_PER_BUCKET,
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
  rules: [requirePrefix, requireOneKeyFormat, refuseGrants, requireOneRegion],
  make: bucketSetting,
};

/** The provider's schema requires a prefix, which may be empty. */
function requirePrefix({ inputs }: Operation): void {
  if (text(inputs, "targetPrefix") !== undefined) return;
  refuse("MalformedXML", "A target prefix must be given, if only an empty one", "targetPrefix");
}

/** Amazon S3 API Reference, TargetObjectKeyFormat: a key has either a partitioned or a simple prefix. */
function requireOneKeyFormat({ inputs }: Operation): void {
  const format = object(inputs, "targetObjectKeyFormat");
  if (format === undefined || given(format, ["partitionedPrefix", "simplePrefix"]).length === 1) return;
  refuse("MalformedXML", "A key has a partitioned or a simple prefix, and one of them", "targetObjectKeyFormat");
}

/**
 * Amazon S3 API Reference, PutBucketLogging: grants are refused while the target's owner owns every object, which is
 * the default.
 */
function refuseGrants({ inputs, cloud }: Operation): void {
  if (given(inputs, ["targetGrants"]).length === 0) return;
  const target = text(inputs, "targetBucket") ?? "";
  const controls = cloud.find("aws:s3/bucketOwnershipControls:BucketOwnershipControls", target);
  const ownership = text(controls?.inputs ?? {}, "rule.objectOwnership") ?? "BucketOwnerEnforced";
  if (ownership !== "BucketOwnerEnforced") return;
  refuse(
    "AccessControlListNotSupported",
    `The bucket does not allow ACLs: ${target} has BucketOwnerEnforced`,
    "targetGrants",
  );
}

/** Amazon S3 User Guide, "Enabling Amazon S3 server access logging". */
function requireOneRegion({ inputs, cloud }: Operation): void {
  const [source, target] = ["bucket", "targetBucket"].map(
    (input) => cloud.find("aws:s3/bucket:Bucket", text(inputs, input) ?? "")?.region,
  );
  if (source === target) return;
  refuse(
    "CrossLocationLoggingProhibitted",
    "Cross S3 location logging not allowed: the buckets lie in two regions",
    "bucket, targetBucket",
  );
}
