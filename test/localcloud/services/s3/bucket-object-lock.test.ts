import { describeLimits } from "../../limits/inputs";
import { describeRules } from "../../support";

const LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration";

describeLimits(LOCK, [
  ["rule.defaultRetention.mode", "LEGAL", "COMPLIANCE", "MalformedXML", "enum"],
  ["rule.defaultRetention.days", 36_501, 36_500, "InvalidArgument", ""],
]);

function retention(values: object) {
  return { rule: { defaultRetention: values } };
}

describeRules(
  LOCK,
  (cloud) => {
    cloud.create("aws:s3/bucket:Bucket", { bucket: "locked", objectLockEnabled: true });
    cloud.create("aws:s3/bucket:Bucket", { bucket: "plain" });
    cloud.create("aws:s3/bucket:Bucket", { bucket: "versioned" });
    const versioningConfiguration = { status: "Enabled" };
    cloud.create("aws:s3/bucketVersioning:BucketVersioning", { bucket: "versioned", versioningConfiguration });
    return { inputs: { bucket: "locked", ...retention({ mode: "GOVERNANCE", days: 365 }) } };
  },
  [
    [
      "a bucket without versions",
      { bucket: "plain" },
      { bucket: "versioned" },
      "InvalidBucketState",
      "Versioning must be",
    ],
    ["a bucket that isn't there", { bucket: "none" }, {}, "NoSuchBucket", "none"],
    [
      "days and years",
      retention({ mode: "GOVERNANCE", days: 365, years: 1 }),
      retention({ mode: "GOVERNANCE", years: 1 }),
      "MalformedXML",
      "days or years",
    ],
    ["a retention without a mode", retention({ days: 1 }), { rule: undefined }, "MalformedXML", "a mode"],
  ],
);
