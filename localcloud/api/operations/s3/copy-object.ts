import { AwsError } from "../../../model/aws-error";
import { text, type Properties } from "../../../model/values";
import type { ApiOperation } from "../../operation";
import { contentOf } from "./get-object";
import { quoted, requiredVersion, versionIdForm } from "./lookup";
import { forgetContents, newVersion } from "./put-object";
import { requireReadable } from "./conditions";

/** Amazon S3 API Reference, CopyObject: what describes the object is copied, too, unless the request replaces it. */
export const copyObject: ApiOperation = ({ input }, context) => {
  const source = requiredVersion(sourceOf(text(input, "CopySource") ?? ""), context);
  requireReadable({ IfMatch: input.CopySourceIfMatch, IfNoneMatch: input.CopySourceIfNoneMatch }, source);
  const isReplaced = input.MetadataDirective === "REPLACE";
  const isSame = source.bucket === input.Bucket && source.key === input.Key;
  if (isSame && !isReplaced && input.StorageClass === undefined) {
    throw new AwsError(
      "InvalidRequest",
      "This copy request is illegal because it is trying to copy an object to itself without changing the object's " +
        "metadata, storage class, website redirect location or encryption attributes.",
    );
  }
  const own: Properties = isReplaced ? {} : { ...source.described, Metadata: source.metadata };
  const { version, before, effects } = newVersion({ ...own, ...input }, contentOf(source, context), context);
  return {
    effects,
    output: () => {
      forgetContents(before, context);
      return {
        CopyObjectResult: { ETag: quoted(version.etag), LastModified: version.at },
        ...(source.versionId !== "null" && { CopySourceVersionId: source.versionId }),
        ...versionIdForm(version),
        ServerSideEncryption: version.described.ServerSideEncryption,
      };
    },
  };
};

/** `<bucket>/<key>`, with escapes, perhaps with a slash before it and a version after it. */
export function sourceOf(copySource: string): Properties {
  const [, bucket, key, VersionId] = /^\/?([^/]+)\/(.+?)(?:\?versionId=(.+))?$/s.exec(copySource) ?? [];
  if (bucket === undefined || key === undefined) {
    throw new AwsError("InvalidArgument", "Invalid copy source object key");
  }
  return { Bucket: bucket, Key: decodeURIComponent(key), ...(VersionId !== undefined && { VersionId }) };
}
