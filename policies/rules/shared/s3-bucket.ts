import { isKnownAs, knownValue, type Reader, type ResourceView, type StackView } from "../../core";

export const BUCKET_TYPES = ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const;

/** Types of the resources that set one thing about a bucket, with their older names. */
export const SIDECAR_TYPES = {
  acl: ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"],
  lifecycle: [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
  ],
  ownership: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
  policy: ["aws:s3/bucketPolicy:BucketPolicy"],
  publicAccessBlock: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
  versioning: ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"],
} as const;

type Sidecar = keyof typeof SIDECAR_TYPES;

/** A bucket and the resources that set something about it. */
export interface ConfiguredBucket {
  readonly bucket: ResourceView;
  /** The bucket's own properties. The provider fills in most of them, so unknown values mean nothing. */
  readonly own: Reader;
  /** Whether the program sets a property of the bucket itself that isn't known yet. */
  readonly isUndecided: (property: string) => boolean;
  readonly sidecars: Readonly<Record<Sidecar, readonly ResourceView[]>>;
}

export function bucketsOf(stack: StackView): readonly ConfiguredBucket[] {
  return stack.resources(...BUCKET_TYPES).map((bucket) => {
    const of = (sidecar: Sidecar) => stack.referrersOf(bucket, "bucket", SIDECAR_TYPES[sidecar]);
    return {
      bucket,
      own: bucket.silent,
      isUndecided: (property) => stack.dependsOnOthers(bucket, property) && !isWhollyKnown(bucket, property),
      sidecars: {
        acl: of("acl"),
        lifecycle: of("lifecycle"),
        ownership: of("ownership"),
        policy: of("policy"),
        publicAccessBlock: of("publicAccessBlock"),
        versioning: of("versioning"),
      },
    };
  });
}

/** Whether a property is known with everything in it. */
function isWhollyKnown(bucket: ResourceView, property: string): boolean {
  let isKnown = true;
  const reader = bucket.at(property).reportingTo(() => {
    isKnown = false;
  });
  visit(reader);
  return isKnown;
}

function visit(reader: Reader): void {
  reader.string();
  for (const [, entry] of reader.entries()) visit(entry);
}

/** The effects of one lifecycle rule, as far as rules of the pack need them. */
interface LifecycleRule {
  /** Whether it removes all objects after some time. */
  readonly expiresAll: boolean;
  readonly abortsUploads: boolean;
}

/** The enabled lifecycle rules of a bucket; undefined while they aren't known. */
export function lifecycleOf({ own, sidecars, isUndecided }: ConfiguredBucket): readonly LifecycleRule[] | undefined {
  if (isUndecided("lifecycleRules")) return undefined;
  const lists = sidecars.lifecycle.map((sidecar) => sidecar.list("rules"));
  if (lists.some((list) => !list.known)) return undefined;
  const separate = lists.flatMap((list) => knownValue(list) ?? []);
  if (separate.some((rule) => !rule.string("status").known)) return undefined;
  return [
    ...separate.filter((rule) => isKnownAs(rule.string("status"), "Enabled")).map(separateRule),
    ...own
      .each("lifecycleRules")
      .filter((rule) => isKnownAs(rule.boolean("enabled"), true))
      .map(ownRule),
  ];
}

function separateRule(rule: Reader): LifecycleRule {
  return {
    expiresAll: !rule.isMissing("expiration.days") && isForAll(rule),
    abortsUploads: !rule.isMissing("abortIncompleteMultipartUpload.daysAfterInitiation"),
  };
}

function ownRule(rule: Reader): LifecycleRule {
  const expires = ["expiration.days", "expirations[0].days"].some((days) => !rule.isMissing(days));
  return {
    expiresAll: expires && isEmpty(rule, "prefix") && rule.entries("tags").length === 0,
    abortsUploads: !rule.isMissing("abortIncompleteMultipartUploadDays"),
  };
}

function isForAll(rule: Reader): boolean {
  const narrowing = rule.entries("filter").filter(([, value]) => !isEmpty(value));
  return narrowing.length === 0 && isEmpty(rule, "prefix");
}

function isEmpty(reader: Reader, path = ""): boolean {
  const text = reader.string(path);
  return text.known && (text.value ?? "") === "" && reader.entries(path).length === 0;
}
