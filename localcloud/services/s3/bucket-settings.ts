import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, objects, text } from "../../model/values";
import { bucketReference, bucketSetting, ONE_PER_BUCKET } from "./bucket-reference";

const STATUS = "versioningConfiguration.status";
const DEFAULT_ENCRYPTION = "applyServerSideEncryptionByDefault";

export const bucketPublicAccessBlock: ResourceType = {
  type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  mapping: { operation: "s3.PutPublicAccessBlock", within: "PublicAccessBlockConfiguration" },
  defaults: {
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  },
  replaceOnChanges: ["bucket", "region"],
  unique: ONE_PER_BUCKET,
  references: [bucketReference()],
  make: bucketSetting,
};

export const bucketOwnershipControls: ResourceType = {
  type: "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
  mapping: {
    operation: "s3.PutBucketOwnershipControls",
    within: "OwnershipControls",
    inputs: { rule: "OwnershipControls.Rules" },
  },
  replaceOnChanges: ["bucket", "region"],
  unique: ONE_PER_BUCKET,
  references: [bucketReference()],
  make: bucketSetting,
};

export const bucketVersioning: ResourceType = {
  type: "aws:s3/bucketVersioning:BucketVersioning",
  mapping: {
    operation: "s3.PutBucketVersioning",
    inputs: { [STATUS]: null }, // the provider knows one more status, which it doesn't send
  },
  documentedLimits: {
    [STATUS]: [
      { document: "Amazon S3 API Reference, PutBucketVersioning", enum: ["Enabled", "Suspended", "Disabled"] },
    ],
  },
  replaceOnChanges: ["bucket", "expectedBucketOwner", "region"],
  unique: ONE_PER_BUCKET,
  references: [bucketReference()],
  rules: [refuseReturnToUnversioned, refuseSuspensionUnderLock, requireDeviceForMfa],
  make: bucketSetting,
};

/** S3 doesn't check whether a key exists before it encrypts with it, so the local cloud doesn't either. */
export const bucketEncryption: ResourceType = {
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  mapping: {
    operation: "s3.PutBucketEncryption",
    within: "ServerSideEncryptionConfiguration",
    inputs: {
      "rules[].blockedEncryptionTypes": "ServerSideEncryptionConfiguration.Rules.BlockedEncryptionTypes.EncryptionType",
    },
  },
  replaceOnChanges: ["bucket", "expectedBucketOwner", "region"],
  unique: ONE_PER_BUCKET,
  references: [bucketReference()],
  rules: [requireOneRule, refuseKeyWithoutKms],
  make: bucketSetting,
};

/** The provider: `Disabled` is the status of a bucket that never had versions, and no bucket returns to it. */
function refuseReturnToUnversioned({ inputs, previous }: Operation): void {
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

/**
 * Amazon S3 User Guide, "Configuring MFA delete": the request that enables it needs the device's serial number and
 * code.
 */
function requireDeviceForMfa({ inputs }: Operation): void {
  if (text(inputs, "versioningConfiguration.mfaDelete") !== "Enabled" || text(inputs, "mfa") !== undefined) return;
  refuse("AccessDenied", "Mfa Authentication must be used for this request", "mfa");
}

/** Amazon S3 API Reference, PutBucketEncryption. */
function requireOneRule({ inputs }: Operation): void {
  if (objects(inputs, "rules").length === 1) return;
  refuse(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema: one rule is needed",
    "rules",
  );
}

/** Amazon S3 API Reference, ServerSideEncryptionByDefault. */
function refuseKeyWithoutKms({ inputs }: Operation): void {
  const [rule = {}] = objects(inputs, "rules");
  const algorithm = text(rule, `${DEFAULT_ENCRYPTION}.sseAlgorithm`) ?? "";
  if (text(rule, `${DEFAULT_ENCRYPTION}.kmsMasterKeyId`) === undefined || algorithm.startsWith("aws:kms")) return;
  refuse(
    "InvalidArgument",
    `a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse, got ${algorithm}`,
    `rules[0].${DEFAULT_ENCRYPTION}`,
  );
}
