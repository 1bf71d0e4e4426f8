import { refuse } from "../../model/aws-error";
import { globalArn } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text } from "../../model/values";
import { nameOf, refuseUnmodelled } from "../shared/inputs";
import { resourcesOfUploads } from "./multipart-upload";
import { isLocked, versionsIn } from "./object-version";

const NAMING_RULES = "Amazon S3 User Guide, General purpose bucket naming rules";

/** Hosted zones of the regions' website endpoints (AWS General Reference, "Amazon S3 endpoints and quotas"). */
const HOSTED_ZONES: Readonly<Record<string, string>> = {
  "ap-northeast-1": "Z2M4EHUR26P7ZW",
  "ap-southeast-1": "Z3O0J2DXBE1FTB",
  "ap-southeast-2": "Z1WCIGYICN2BYD",
  "eu-central-1": "Z21DNDUVLTQW6Q",
  "eu-north-1": "Z3BAZG2TWCNX0D",
  "eu-west-1": "Z1BKCTXD74EZPE",
  "eu-west-2": "Z3GKZC51ZF0DB4",
  "us-east-1": "Z3AQBSTGFYJSTF",
  "us-east-2": "Z2O1EMRO9K5GLX",
  "us-gov-east-1": "Z2NIFVYYW2VKV1",
  "us-gov-west-1": "Z31GFT0UA1I2HV",
  "us-west-2": "Z3BJ6K6RIION7M",
};

/** Settings that have resource types of their own; the provider has deprecated them on the bucket. */
const DEPRECATED = [
  "accelerationStatus",
  "acl",
  "corsRules",
  "grants",
  "lifecycleRules",
  "logging",
  "objectLockConfiguration",
  "policy",
  "replicationConfiguration",
  "requestPayer",
  "serverSideEncryptionConfiguration",
  "versioning",
  "website",
];

/**
 * A bucket's name is unique among all accounts of AWS; the local cloud has one account. What services write into a
 * bucket is not here: it holds the objects of programs and those that were put through S3's API.
 */
export const bucket: ResourceType = {
  type: "aws:s3/bucket:Bucket",
  mapping: { operation: "s3.CreateBucket" },
  documentedLimits: {
    bucket: [
      {
        document: NAMING_RULES,
        pattern:
          "^(?!xn--|sthree-|amzn-s3-demo-|\\d+\\.\\d+\\.\\d+\\.\\d+$)(?!.*\\.\\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]" +
          "(?<!-s3alias|--ol-s3|--x-s3|--table-s3|\\.mrap)$",
        code: "InvalidBucketName",
        message: () => "The specified bucket is not valid.",
      },
    ],
    bucketPrefix: [{ document: NAMING_RULES, maxLength: 37 }],
  },
  autonaming: { input: "bucket", maximumLength: 63, unlessGiven: "bucketPrefix" },
  defaults: { forceDestroy: false },
  replaceOnChanges: ["bucket", "bucketPrefix", "bucketNamespace", "objectLockEnabled", "region"],
  unique: {
    inputs: ["bucket"],
    scope: "global",
    code: "BucketAlreadyOwnedByYou",
    message: (name) => `Your previous request to create the named bucket succeeded and you already own it: ${name}`,
  },
  rules: [
    requireNameOfNamespace,
    refuseUnmodelled(DEPRECATED, "settings inside a bucket, only aws.s3.Bucket* resources", "services/s3/bucket.ts"),
  ],
  deletion: [refuseWithObjects, refuseWithLockedObjects],
  cascade: ({ id }, cloud) => [
    ...versionsIn(id, cloud).map(({ resource }) => resource),
    ...resourcesOfUploads(id, cloud), // uploads that are under way keep no bucket from being deleted
  ],
  make: (operation) => {
    const { region } = operation;
    const hostedZoneId = HOSTED_ZONES[region];
    const name = nameOf(operation, "bucket");
    return {
      id: name,
      computed: {
        arn: globalArn("s3", region, "", name),
        bucket: name,
        bucketDomainName: `${name}.s3.amazonaws.com`,
        bucketRegion: region,
        bucketRegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
        ...(hostedZoneId !== undefined && { hostedZoneId }),
      },
    };
  },
};

/** Amazon S3 API Reference, DeleteBucket; the provider empties a bucket first where the program says so. */
function refuseWithObjects({ id, inputs }: CloudResource, cloud: CloudReader): void {
  if (flag(inputs, "forceDestroy") === true || versionsIn(id, cloud).length === 0) return;
  refuse("BucketNotEmpty", `The bucket you tried to delete is not empty: ${id}`, "forceDestroy");
}

/**
 * The provider deletes each version, with `x-amz-bypass-governance-retention`, which doesn't help in compliance mode.
 */
function refuseWithLockedObjects({ id }: CloudResource, cloud: CloudReader): void {
  const now = Date.now();
  const locked = versionsIn(id, cloud).find(
    (version) => isLocked(version, now) && (version.retention?.mode === "COMPLIANCE" || version.isOnHold === true),
  );
  if (locked === undefined) return;
  refuse("AccessDenied", `Access Denied because object protected by object lock: ${locked.key}`, "forceDestroy");
}

/**
 * Amazon S3 User Guide, "Namespaces for general purpose buckets": names in the account's own namespace end with its
 * number and region.
 */
function requireNameOfNamespace({ inputs, accountId, region }: Operation): void {
  const name = text(inputs, "bucket");
  const suffix = `-${accountId}-${region}-an`;
  if (text(inputs, "bucketNamespace") !== "account-regional" || name?.endsWith(suffix) === true) return;
  refuse(
    "InvalidBucketName",
    `The specified bucket is not valid: in the account's namespace it ends with ${suffix}, got ${name ?? ""}`,
    "bucket, bucketNamespace",
  );
}
