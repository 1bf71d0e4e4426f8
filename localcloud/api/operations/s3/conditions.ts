import { AwsError } from "../../../model/aws-error";
import { number, text, type Properties } from "../../../model/values";
import type { KeptVersion } from "../../../services/s3/object-version";

const SECOND = 1000;

/**
 * Amazon S3 API Reference, GetObject: conditions on what is read. Those on the entity tag come before those on the
 * time (RFC 9110, "Precedence of Preconditions").
 */
export function requireReadable(input: Properties, version: KeptVersion): void {
  if (!isAsStated(input, version)) failed();
  if (!isNews(input, version)) throw new AwsError("NotModified", "Not Modified");
}

function isAsStated(input: Properties, { etag, at }: KeptVersion): boolean {
  const [match, unmodified] = [text(input, "IfMatch"), number(input, "IfUnmodifiedSince")];
  return match === undefined ? unmodified === undefined || inSeconds(at) <= unmodified : isTag(match, etag);
}

function isNews(input: Properties, { etag, at }: KeptVersion): boolean {
  const [noneMatch, modified] = [text(input, "IfNoneMatch"), number(input, "IfModifiedSince")];
  return noneMatch === undefined ? modified === undefined || inSeconds(at) > modified : !isTag(noneMatch, etag);
}

/** Times of headers have no fractions. */
function inSeconds(at: number): number {
  return Math.floor(at / SECOND) * SECOND;
}

/**
 * Amazon S3 User Guide, "How to prevent object overwrites with conditional writes".
 * @param current the object that the write would replace
 */
export function requireWritable(input: Properties, current: KeptVersion | undefined): void {
  const there = current?.isDeleteMarker === false ? current : undefined;
  requireAbsence(text(input, "IfNoneMatch"), there);
  const match = text(input, "IfMatch");
  if (match === undefined) return;
  if (there === undefined) throw new AwsError("NoSuchKey", "The specified key does not exist.");
  if (!isTag(match, there.etag)) failed();
}

function requireAbsence(noneMatch: string | undefined, there: KeptVersion | undefined): void {
  if (noneMatch === undefined) return;
  if (noneMatch !== "*") {
    throw new AwsError("NotImplemented", "A header you provided implies functionality that is not implemented");
  }
  if (there !== undefined) failed();
}

function isTag(stated: string, etag: string): boolean {
  return stated.split(",").some((each) => ["*", etag].includes(each.trim().replace(/^(?:W\/)?"(.*)"$/, "$1")));
}

function failed(): never {
  throw new AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
}
