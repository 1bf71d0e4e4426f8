import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, number, text } from "../../model/values";
import { bucketReference, bucketSetting, ONE_PER_BUCKET } from "./bucket-reference";

const DOCUMENT = "Amazon S3 API Reference, PutObjectLockConfiguration";
const RETENTION = "rule.defaultRetention";

/** For how long what comes into a bucket can't be deleted. */
export const bucketObjectLock: ResourceType = {
  type: "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
  secrets: ["token"],
  mapping: { operation: "s3.PutObjectLockConfiguration", within: "ObjectLockConfiguration" },
  documentedLimits: {
    [`${RETENTION}.days`]: [{ document: DOCUMENT, min: 1, max: 36_500 }],
    [`${RETENTION}.years`]: [{ document: DOCUMENT, min: 1, max: 100 }],
  },
  defaults: { objectLockEnabled: "Enabled" },
  replaceOnChanges: ["bucket", "expectedBucketOwner", "objectLockEnabled", "region"],
  unique: ONE_PER_BUCKET,
  references: [bucketReference()],
  rules: [requireVersions, requireModeAndPeriod],
  make: bucketSetting,
};

/** Amazon S3 User Guide, "Locking objects with Object Lock": only a versioned bucket has it. */
function requireVersions({ inputs, cloud }: Operation): void {
  const name = text(inputs, "bucket") ?? "";
  const inputsOf = (type: string) => cloud.find(type, name)?.inputs ?? {};
  const status = text(inputsOf("aws:s3/bucketVersioning:BucketVersioning"), "versioningConfiguration.status");
  if (flag(inputsOf("aws:s3/bucket:Bucket"), "objectLockEnabled") === true || status === "Enabled") return;
  refuse(
    "InvalidBucketState",
    "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
    "bucket",
  );
}

/** Amazon S3 API Reference, DefaultRetention: a mode, and days or years. */
function requireModeAndPeriod({ inputs }: Operation): void {
  if (inputs.rule === undefined) return;
  const periods = ["days", "years"].filter((unit) => number(inputs, `${RETENTION}.${unit}`) !== undefined);
  if (text(inputs, `${RETENTION}.mode`) !== undefined && periods.length === 1) return;
  refuse(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema: a default retention has a mode, and days or years",
    RETENTION,
  );
}
