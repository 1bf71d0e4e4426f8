import { createHash } from "node:crypto";
import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { object, text, type Properties } from "../../../model/values";
import { encryptionOf, MOST_BYTES_OF_KEY } from "../../../services/s3/bucket-object";
import {
  type KeptVersion,
  lockOf,
  type ObjectVersion,
  storedVersion,
  versioningOf,
} from "../../../services/s3/object-version";
import type { ApiContext, ApiEffect, ApiOperation } from "../../operation";
import { checksumType, requireIntact, statedChecksum } from "./checksums";
import { requireWritable } from "./conditions";
import { lockOfNewVersion } from "./locks";
import { quoted, requiredBucket, versionIdForm, versionsOfKey } from "./lookup";

/** Members of PutObject that GetObject tells. */
const DESCRIBED = [
  "CacheControl",
  "ContentDisposition",
  "ContentEncoding",
  "ContentLanguage",
  "ContentType",
  "ServerSideEncryption",
  "SSEKMSKeyId",
  "StorageClass",
];

/** Amazon S3 API Reference, PutObject. */
export const putObject: ApiOperation = ({ input }, context) => {
  const content = Buffer.from(text(input, "Body") ?? "", "base64");
  requireIntact(input, content);
  requireIntegrityOfLocked(input);
  const { version, effects, before } = newVersion(input, content, context);
  return { effects, output: () => (forgetContents(before, context), writtenForm(version)) };
};

/** What is made of a content otherwise where it was uploaded in parts. */
interface Digests {
  readonly etag: string;
  readonly checksum: Properties;
}

/** A version with a content, in place of those that it replaces. */
export function newVersion(input: Properties, content: Buffer, context: ApiContext, digests?: Digests) {
  const bucket = requiredBucket(input, context);
  const key = requiredKey(input);
  const versions = versionsOfKey(input, context);
  requireWritable(input, versions.at(-1));
  const { cloud, now, draw, objects } = context;
  const isVersioned = versioningOf(bucket, cloud) === "Enabled";
  const lock = lockOfNewVersion(input, lockOf(bucket, cloud), now);
  const version: ObjectVersion = {
    ...{ bucket: bucket.id, key, at: now, isDeleteMarker: false },
    versionId: isVersioned ? draw(32) : "null",
    size: content.length,
    etag: digests?.etag ?? md5Of(content),
    contentId: objects.write(content),
    described: { ...describedBy(input, bucket, context), ...(digests?.checksum ?? statedChecksum(input)) },
    metadata: object(input, "Metadata") ?? {},
    ...lock,
  };
  const before = replaced(version, versions);
  return { version, before, effects: [replacing(before, [storedVersion(version, bucket.region)])] };
}

export function md5Of(content: Buffer): string {
  return createHash("md5").update(content).digest("hex");
}

/** A version without an id takes the place of the one without. */
export function replaced(
  { versionId }: Pick<ObjectVersion, "versionId">,
  versions: readonly KeptVersion[],
): KeptVersion[] {
  return versionId === "null" ? versions.filter((each) => each.versionId === "null") : [];
}

export function replacing(before: readonly KeptVersion[], resources: readonly CloudResource[]): ApiEffect {
  return { kind: "keep", resources, forgotten: before.map(({ resource }) => resource) };
}

/** Contents that nothing names any more are removed. */
export function forgetContents(versions: readonly Pick<KeptVersion, "contentId">[], { objects }: ApiContext): void {
  for (const { contentId } of versions) if (contentId !== undefined) objects.remove(contentId);
}

/** What PutObject answers. */
export function writtenForm(version: ObjectVersion): Properties {
  const { ServerSideEncryption, SSEKMSKeyId } = version.described;
  return {
    ETag: quoted(version.etag),
    ...versionIdForm(version),
    ...{ ServerSideEncryption, SSEKMSKeyId },
    ...statedChecksum(version.described),
    ChecksumType: checksumType(version.described),
  };
}

/** What is known of an object beside its content. */
export function describedBy(input: Properties, bucket: CloudResource, { cloud }: ApiContext): Properties {
  const given = DESCRIBED.filter((member) => input[member] !== undefined).map((member) => [member, input[member]]);
  return {
    ContentType: "binary/octet-stream",
    ServerSideEncryption: encryptionOf(bucket.id, cloud),
    ...(Object.fromEntries(given) as Properties),
  };
}

/** @throws {AwsError} for a key that is too long. */
export function requiredKey(input: Properties): string {
  const key = text(input, "Key") ?? "";
  if (Buffer.byteLength(key) <= MOST_BYTES_OF_KEY) return key;
  throw new AwsError("KeyTooLongError", "Your key is too long");
}

/** Amazon S3 API Reference, PutObject: what is to be locked must come with a checksum. */
function requireIntegrityOfLocked(input: Properties): void {
  const isLocked = ["ObjectLockMode", "ObjectLockRetainUntilDate", "ObjectLockLegalHoldStatus"].some(
    (member) => input[member] !== undefined,
  );
  if (!isLocked || input.ContentMD5 !== undefined || Object.keys(statedChecksum(input)).length > 0) return;
  throw new AwsError(
    "InvalidRequest",
    "Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters",
  );
}
