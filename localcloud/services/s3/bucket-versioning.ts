import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { bucketReference, ONE_PER_BUCKET } from "./bucket-reference";
import { settingOfBucket } from "./owned-setting";

export const bucketVersioning: ResourceType = {
  type: "aws:s3/bucketVersioning:BucketVersioning",
  replaceOnChanges: ["bucket", "expectedBucketOwner", "region"],
  unique: ONE_PER_BUCKET,
  references: [bucketReference()],
  rules: [refuseUnversioned, refuseSuspensionUnderLock, requireDeviceForMfa],
  make: settingOfBucket,
};

const STATUS = "versioningConfiguration.status";

/** The provider: `Disabled` is how a bucket is that never had versions, and no bucket goes back to it. */
function refuseUnversioned({ inputs, previous }: Operation): void {
  const before = text(previous?.inputs ?? {}, STATUS);
  if (text(inputs, STATUS) !== "Disabled" || before === undefined || before === "Disabled") return;
  refuse("InvalidArgument", `versioning_configuration.status cannot be updated from '${before}' to 'Disabled'`, STATUS);
}

/** Amazon S3 User Guide, "Locking objects with Object Lock": versioning stays on. */
function refuseSuspensionUnderLock({ inputs, cloud }: Operation): void {
  const bucket = cloud.find("aws:s3/bucket:Bucket", text(inputs, "bucket") ?? "");
  if (flag(bucket?.inputs ?? {}, "objectLockEnabled") !== true || text(inputs, STATUS) === "Enabled") return;
  refuse(
    "InvalidBucketState",
    `An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.`,
    STATUS,
  );
}

/** Amazon S3 User Guide, "Configuring MFA delete": the device that it asks for is asked for here too. */
function requireDeviceForMfa({ inputs }: Operation): void {
  if (text(inputs, "versioningConfiguration.mfaDelete") !== "Enabled" || text(inputs, "mfa") !== undefined) return;
  refuse("AccessDenied", "Mfa Authentication must be used for this request", "mfa");
}
