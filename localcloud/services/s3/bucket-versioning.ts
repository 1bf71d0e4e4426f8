import { AwsError } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { bucketReference } from "./bucket-reference";
import { settingOfBucket } from "./owned-setting";

export const bucketVersioning: ResourceType = {
  type: "aws:s3/bucketVersioning:BucketVersioning",
  replacedBy: ["bucket", "expectedBucketOwner", "region"],
  references: [bucketReference()],
  rules: [refuseToForgetVersions],
  make: settingOfBucket,
};

/** Amazon S3 User Guide, "Retaining multiple versions of objects": versioning can be suspended, but not undone. */
function refuseToForgetVersions({ inputs, previous }: Operation): void {
  const status = text(inputs, "versioningConfiguration.status");
  const before = text(previous?.inputs ?? {}, "versioningConfiguration.status") ?? "Disabled";
  if (status !== "Disabled" || before === "Disabled") return;
  throw new AwsError(
    "InvalidArgument",
    `Versioning can't be changed from ${before} to Disabled; use Suspended (versioningConfiguration.status)`,
  );
}
