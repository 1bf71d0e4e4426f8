import type { CloudReader, CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { flag, number, object, text, type Properties } from "../../model/values";
import { bytesOf, objectsOf } from "./bucket-object";
import { contentsOfParts } from "./multipart-upload";

export const OBJECT_VERSION = "local:s3/objectVersion:ObjectVersion";

/** A version of an object that somebody put through S3's API, or the marker of its deletion. No program creates it. */
export const objectVersion: ResourceType = {
  type: OBJECT_VERSION,
  replaceOnChanges: [],
  make: ({ inputs }) => ({ id: idOf(inputs), computed: {} }),
};

/** Until when a version can't be deleted (Amazon S3 User Guide, "Locking objects with Object Lock"). */
export interface Retention {
  readonly mode: "COMPLIANCE" | "GOVERNANCE";
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** What is known of a version beside its content. */
export interface ObjectVersion {
  readonly bucket: string;
  readonly key: string;
  /** `null` in a bucket without versions. */
  readonly versionId: string;
  readonly isDeleteMarker: boolean;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly size: number;
  readonly etag: string;
  /** Where the content is kept; none of a delete marker, and of what a program created. */
  readonly contentId?: string;
  /** Members of PutObject that GetObject tells, such as `ContentType`. */
  readonly described: Properties;
  readonly metadata: Properties;
  readonly retention?: Retention;
  readonly isOnHold?: boolean;
}

/** A version as it is kept. */
export interface KeptVersion extends ObjectVersion {
  readonly resource: CloudResource;
}

/** A version as the cloud stores it, which belongs to no stack. */
export function storedVersion(version: ObjectVersion, region: string): CloudResource {
  const inputs: Properties = { ...version };
  return { type: OBJECT_VERSION, id: idOf(inputs), region, urn: "", inputs, computed: {} };
}

/** All versions in a bucket, those of each key in the order of their creation: what programs created comes first. */
export function versionsIn(bucket: string, cloud: CloudReader): KeptVersion[] {
  return [
    ...objectsOf(bucket, cloud).map(ofProgram),
    ...cloud
      .ofType(OBJECT_VERSION)
      .filter(({ inputs }) => inputs.bucket === bucket)
      .map(kept),
  ];
}

/** Names of the contents of all versions, and of parts of uploads. */
export function namedContents(cloud: CloudReader): Set<string> {
  const versions = cloud.ofType(OBJECT_VERSION).flatMap(({ inputs }) => text(inputs, "contentId") ?? []);
  return new Set([...versions, ...contentsOfParts(cloud)]);
}

/** Whether a version can't be deleted now, by whom ever. */
export function isLocked({ retention, isOnHold = false }: ObjectVersion, now: number): boolean {
  return isOnHold || (retention !== undefined && retention.until > now);
}

function kept(resource: CloudResource): KeptVersion {
  const { contentId, retention, isOnHold, ...version } = resource.inputs as unknown as ObjectVersion;
  return {
    ...version,
    ...(contentId !== undefined && { contentId }),
    ...(retention !== undefined && { retention }),
    ...(isOnHold !== undefined && { isOnHold }),
    resource,
  };
}

function ofProgram(resource: CloudResource): KeptVersion {
  const { inputs, computed } = resource;
  return {
    bucket: text(inputs, "bucket") ?? "",
    key: text(inputs, "key") ?? "",
    versionId: text(computed, "versionId") ?? "null",
    isDeleteMarker: false,
    at: 0,
    size: bytesOf(resource).length,
    etag: text(computed, "etag") ?? "",
    described: { ContentType: text(computed, "contentType") },
    metadata: object(inputs, "metadata") ?? {},
    resource,
  };
}

function idOf({ bucket, key, versionId }: Properties): string {
  return `${String(bucket)}/${String(key)}?versionId=${String(versionId)}`;
}

/** Whether uploads get versions of their own; `Suspended` where they no longer do. */
export function versioningOf(bucket: CloudResource, cloud: CloudReader): "Enabled" | "Suspended" | undefined {
  if (flag(bucket.inputs, "objectLockEnabled") === true) return "Enabled";
  const setting = cloud
    .ofType("aws:s3/bucketVersioning:BucketVersioning")
    .find(({ inputs }) => inputs.bucket === bucket.id);
  const status = text(setting?.inputs ?? {}, "versioningConfiguration.status");
  return status === "Enabled" || status === "Suspended" ? status : undefined;
}

/** The lock of a bucket's objects; undefined where it has none. */
export interface BucketLock {
  /** What new versions get where the request says nothing. */
  readonly usual?: { readonly mode: Retention["mode"]; readonly days: number };
}

const DAYS_OF_YEAR = 365;

export function lockOf(bucket: CloudResource, cloud: CloudReader): BucketLock | undefined {
  const setting = cloud
    .ofType("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")
    .find(({ inputs }) => inputs.bucket === bucket.id);
  if (setting === undefined && flag(bucket.inputs, "objectLockEnabled") !== true) return undefined;
  const retention = object(setting?.inputs ?? {}, "rule.defaultRetention");
  return retention === undefined ? {} : { usual: usualOf(retention) };
}

function usualOf(retention: Properties): NonNullable<BucketLock["usual"]> {
  const mode = text(retention, "mode") === "COMPLIANCE" ? "COMPLIANCE" : "GOVERNANCE";
  const days = number(retention, "days") ?? (number(retention, "years") ?? 0) * DAYS_OF_YEAR;
  return { mode, days };
}
