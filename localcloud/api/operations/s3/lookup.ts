import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { text, type Properties } from "../../../model/values";
import { type KeptVersion, versionsIn } from "../../../services/s3/object-version";
import type { ApiContext } from "../../operation";

export const BUCKET = "aws:s3/bucket:Bucket";

/**
 * The bucket that a request names, in whichever region.
 *
 * @throws {AwsError} for one that isn't there.
 */
export function requiredBucket(input: Properties, { cloud }: Pick<ApiContext, "cloud">): CloudResource {
  const found = cloud.find(BUCKET, text(input, "Bucket") ?? "");
  const owner = text(input, "ExpectedBucketOwner");
  if (found === undefined) throw new AwsError("NoSuchBucket", "The specified bucket does not exist");
  if (owner !== undefined && owner !== cloud.accountId) throw new AwsError("AccessDenied", "Access Denied");
  return found;
}

/** Versions of the key that a request names, the newest last. */
export function versionsOfKey(input: Properties, context: Pick<ApiContext, "cloud">): KeptVersion[] {
  const { id } = requiredBucket(input, context);
  const key = text(input, "Key") ?? "";
  return versionsIn(id, context.cloud).filter((version) => version.key === key);
}

/**
 * The version that a request asks for: one by its id, or else the newest.
 *
 * @throws {AwsError} for a version that isn't there, and for the marker of a deletion.
 */
export function requiredVersion(input: Properties, context: Pick<ApiContext, "cloud">): KeptVersion {
  const versions = versionsOfKey(input, context);
  const versionId = text(input, "VersionId");
  if (versionId !== undefined) return requiredById(versions, versionId);
  const newest = versions.at(-1);
  if (newest?.isDeleteMarker === false) return newest;
  throw new AwsError("NoSuchKey", "The specified key does not exist.");
}

function requiredById(versions: readonly KeptVersion[], versionId: string): KeptVersion {
  const found = versions.find((each) => each.versionId === versionId);
  if (found === undefined) throw new AwsError("NoSuchVersion", "The specified version does not exist.");
  if (!found.isDeleteMarker) return found;
  throw new AwsError("MethodNotAllowed", "The specified method is not allowed against this resource.");
}

/** The entity tag as headers and XML have it. */
export function quoted(etag: string): string {
  return `"${etag}"`;
}

/** The version's id, where the bucket has versions. */
export function versionIdForm({ versionId }: { readonly versionId: string }): Properties {
  return versionId === "null" ? {} : { VersionId: versionId };
}
