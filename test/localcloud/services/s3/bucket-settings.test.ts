import { describeRules, itRefuses, type TestCloud } from "../../support";
import { policy } from "../iam/policies";

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
const LOGGING = "aws:s3/bucketLogging:BucketLogging";
const OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls";

function bucketNamed(cloud: TestCloud, bucket: string, inputs: object = {}): string {
  return cloud.create(BUCKET, { bucket, ...inputs }).id;
}

describeRules(BUCKET, () => ({ inputs: { bucket: "assets-123456789012-eu-west-1-an" } }), [
  [
    "a name that doesn't say that it is in the account's namespace",
    { bucket: "assets-123456789012-eu-west-2-an", bucketNamespace: "account-regional" },
    { bucketNamespace: "account-regional" },
    "InvalidBucketName",
    "ends with -123456789012-eu-west-1-an",
  ],
  [
    "a name and a prefix",
    { bucketPrefix: "assets-" },
    { bucketPrefix: "assets-", bucket: undefined },
    "ConflictingArguments",
    "(bucket, bucketPrefix)",
  ],
]);

function allowing(statement: object) {
  const Principal = { AWS: "123456789012" };
  return { policy: policy({ Principal, Action: "s3:*", Resource: "arn:aws:s3:::assets/*", ...statement }) };
}

describeRules(POLICY, (cloud) => ({ inputs: { bucket: bucketNamed(cloud, "assets"), ...allowing({}) } }), [
  [
    "an action on the bucket for its objects",
    allowing({ Action: ["s3:GetObject", "s3:ListBucket"] }),
    allowing({ Action: ["s3:GetObject", "s3:ListBucket"], Resource: ["arn:aws:s3:::assets", "arn:aws:s3:::assets/*"] }),
    "MalformedPolicy",
    "Action does not apply to any resource(s) in statement (policy: Statement[0])",
  ],
  [
    "an action on objects among those for the bucket itself",
    allowing({ Action: ["s3:GetObject", "s3:ListBucket"], Resource: "arn:aws:s3:::assets" }),
    allowing({ Action: ["s3:Get*", "s3:ListBucket"], Resource: "arn:aws:s3:::assets" }),
    "MalformedPolicy",
    "Action does not apply to any resource(s) in statement",
  ],
  [
    "a policy over 20 KiB",
    allowing({ Sid: "x".repeat(20_481) }),
    allowing({ Sid: "x".repeat(20_200) }),
    "MalformedPolicy",
    "Policy exceeds the maximum allowed document size. (policy)",
  ],
]);

function versioning(status: string, more: object = {}) {
  return { versioningConfiguration: { status, ...more } };
}

describeRules(
  VERSIONING,
  (cloud) => {
    bucketNamed(cloud, "ledger", { objectLockEnabled: true });
    return { inputs: { bucket: bucketNamed(cloud, "assets"), ...versioning("Disabled") } };
  },
  [
    [
      "an end of versions under a lock",
      { bucket: "ledger", ...versioning("Suspended") },
      { bucket: "ledger", ...versioning("Enabled") },
      "InvalidBucketState",
      "An Object Lock configuration is present on this bucket",
    ],
    [
      "deletion by device without the device",
      versioning("Enabled", { mfaDelete: "Enabled" }),
      { ...versioning("Enabled", { mfaDelete: "Enabled" }), mfa: "arn:aws:iam::123456789012:mfa/root 123456" },
      "AccessDenied",
      "Mfa Authentication must be used for this request (mfa)",
    ],
  ],
);

describe("versioning of a bucket", () => {
  itRefuses(
    "to end as if there had never been versions",
    (cloud) => {
      const setting = cloud.create(VERSIONING, { bucket: bucketNamed(cloud, "assets"), ...versioning("Enabled") });
      return {
        violation: () => cloud.update(setting, versioning("Disabled")),
        neighbour: () => cloud.update(setting, versioning("Suspended")),
      };
    },
    "InvalidArgument",
    "versioning_configuration.status cannot be updated from 'Enabled' to 'Disabled'",
  );
});

const GRANTS = { targetGrants: [{ permission: "READ", grantee: { type: "CanonicalUser", id: "0".repeat(64) } }] };

describeRules(
  LOGGING,
  (cloud) => {
    const open = bucketNamed(cloud, "open-logs");
    cloud.create(OWNERSHIP, { bucket: open, rule: { objectOwnership: "BucketOwnerPreferred" } });
    const [bucket, targetBucket] = [bucketNamed(cloud, "assets"), bucketNamed(cloud, "logs")];
    return { open, inputs: { bucket, targetBucket, targetPrefix: "" } };
  },
  [
    ["no prefix", { targetPrefix: undefined }, { targetPrefix: "" }, "MalformedXML", "(targetPrefix)"],
    [
      "two kinds of prefix",
      { targetObjectKeyFormat: { simplePrefix: {}, partitionedPrefix: { partitionDateSource: "EventTime" } } },
      { targetObjectKeyFormat: { simplePrefix: {} } },
      "MalformedXML",
      "(targetObjectKeyFormat)",
    ],
    [
      "grants where a bucket has none",
      GRANTS,
      ({ open }) => ({ ...GRANTS, targetBucket: open }),
      "AccessControlListNotSupported",
      "logs has BucketOwnerEnforced (targetGrants)",
    ],
  ],
);
