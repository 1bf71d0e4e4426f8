import { AwsError } from "../../../model/aws-error";
import { text, type Properties } from "../../../model/values";
import { bytesOf } from "../../../services/s3/bucket-object";
import type { KeptVersion } from "../../../services/s3/object-version";
import { type ApiContext, reading, type ServiceOperations } from "../../operation";
import { statedChecksum } from "./checksums";
import { requireReadable } from "./conditions";
import { quoted, requiredVersion, versionIdForm } from "./lookup";

/** Members of GetObject that say otherwise what the object says of itself. */
const OVERRIDES: Readonly<Record<string, string>> = {
  ResponseCacheControl: "CacheControl",
  ResponseContentDisposition: "ContentDisposition",
  ResponseContentEncoding: "ContentEncoding",
  ResponseContentLanguage: "ContentLanguage",
  ResponseContentType: "ContentType",
};

/** A part of a content, both ends included. */
interface Range {
  readonly first: number;
  readonly last: number;
}

/** Amazon S3 API Reference, GetObject and HeadObject. */
export const readingOperations: ServiceOperations = {
  GetObject: reading(({ input }, context) => {
    const version = requiredVersion(input, context);
    requireReadable(input, version);
    const content = contentOf(version, context);
    const range = rangeOf(text(input, "Range"), content.length);
    const body = range === undefined ? content : content.subarray(range.first, range.last + 1);
    return { ...objectForm(version, input), ...partForm(range, version), Body: body.toString("base64") };
  }),
  HeadObject: reading(({ input }, context) => {
    const version = requiredVersion(input, context);
    requireReadable(input, version);
    return { ...objectForm(version, input), ...partForm(rangeOf(text(input, "Range"), version.size), version) };
  }),
};

/** The content of a version. */
export function contentOf({ contentId, resource }: KeptVersion, { objects }: ApiContext): Buffer {
  return contentId === undefined ? bytesOf(resource) : objects.read(contentId);
}

function objectForm(version: KeptVersion, input: Properties): Properties {
  const { described, metadata, retention, isOnHold } = version;
  const asked = Object.entries(OVERRIDES).filter(([member]) => input[member] !== undefined);
  const { StorageClass, ...own } = described;
  const checksum = statedChecksum(own);
  const withoutChecksum = Object.fromEntries(
    Object.entries(own).filter(([member]) => !Object.hasOwn(checksum, member)),
  );
  return {
    ...withoutChecksum,
    ...Object.fromEntries(asked.map(([member, name]) => [name, input[member]])),
    ...(input.ChecksumMode === "ENABLED" && input.Range === undefined && checksum),
    AcceptRanges: "bytes",
    LastModified: version.at,
    ETag: quoted(version.etag),
    ...versionIdForm(version),
    Metadata: metadata,
    ...(StorageClass !== "STANDARD" && { StorageClass }),
    ...(retention !== undefined && { ObjectLockMode: retention.mode, ObjectLockRetainUntilDate: retention.until }),
    ...(isOnHold !== undefined && { ObjectLockLegalHoldStatus: isOnHold ? "ON" : "OFF" }),
  };
}

function partForm(range: Range | undefined, { size }: KeptVersion): Properties {
  if (range === undefined) return { ContentLength: size };
  const { first, last } = range;
  return { ContentLength: last - first + 1, ContentRange: `bytes ${first}-${last}/${size}` };
}

/** RFC 9110, "Range": `bytes=0-9`, `bytes=10-` and `bytes=-10`; what can't be read counts as not there. */
export function rangeOf(range: string | undefined, size: number): Range | undefined {
  const [, from, to] = /^bytes=(?=.*\d)(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (from === undefined || to === undefined) return undefined;
  const { first, last } =
    from === "" ? { first: size - Number(to), last: size } : { first: Number(from), last: endOf(to) };
  const part = { first: Math.max(0, first), last: Math.min(last, size - 1) };
  if (part.first <= part.last) return part;
  throw new AwsError("InvalidRange", "The requested range is not satisfiable");
}

function endOf(to: string): number {
  return to === "" ? Infinity : Number(to);
}
