import { AwsError } from "../../../model/aws-error";
import type { CloudResource } from "../../../model/resource";
import { flag, object, objects, text, type Properties } from "../../../model/values";
import { type KeptVersion, type ObjectVersion, storedVersion, versioningOf } from "../../../services/s3/object-version";
import type { ApiContext, ApiOperation } from "../../operation";
import { requireWritable } from "./conditions";
import { requireDeletable } from "./locks";
import { requiredBucket, versionIdForm, versionsOfKey } from "./lookup";
import { forgetContents, replaced, replacing } from "./put-object";

/** What a deletion removes, what it keeps instead, and what is told of it. */
interface Deletion {
  readonly removed: readonly KeptVersion[];
  readonly marker: CloudResource | undefined;
  readonly told: { readonly DeleteMarker?: boolean; readonly VersionId?: string };
}

const NOTHING: Deletion = { removed: [], marker: undefined, told: {} };

/** Amazon S3 API Reference, DeleteObject: a version for good, or the object, which in a versioned bucket is hidden. */
export const deleteObject: ApiOperation = ({ input }, context) => {
  const deletion = deletionOf(input, context);
  return {
    effects: [replacing(deletion.removed, deletion.marker === undefined ? [] : [deletion.marker])],
    output: () => (forgetContents(deletion.removed, context), deletion.told),
  };
};

/** Amazon S3 API Reference, DeleteObjects: each succeeds or fails by itself. */
export const deleteObjects: ApiOperation = ({ input }, context) => {
  requiredBucket(input, context);
  const [deletions, Deleted, Errors]: [Deletion[], Properties[], Properties[]] = [[], [], []];
  for (const each of objects(object(input, "Delete") ?? {}, "Objects")) {
    const { Bucket, BypassGovernanceRetention } = input;
    try {
      const deletion = deletionOf({ ...each, Bucket, BypassGovernanceRetention, IfMatch: each.ETag }, context);
      deletions.push(deletion);
      Deleted.push(deletedForm(each, deletion));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Errors.push({ ...{ Key: each.Key, VersionId: each.VersionId }, Code: error.code, Message: error.message });
    }
  }
  const isQuiet = flag(input, "Delete.Quiet") === true;
  return {
    effects: deletions.map(({ removed, marker }) => replacing(removed, marker === undefined ? [] : [marker])),
    output: () => {
      for (const { removed } of deletions) forgetContents(removed, context);
      return { Deleted: isQuiet ? [] : Deleted, Errors };
    },
  };
};

function deletionOf(input: Properties, context: ApiContext): Deletion {
  const versions = versionsOfKey(input, context);
  if (input.IfMatch !== undefined) requireWritable(input, versions.at(-1));
  const versionId = text(input, "VersionId");
  return versionId === undefined
    ? hidden(input, versions, context)
    : endOfVersion(
        versions.find((each) => each.versionId === versionId),
        input,
        context,
      );
}

/** Deleting what isn't there is no error. */
function endOfVersion(version: KeptVersion | undefined, input: Properties, { now }: ApiContext): Deletion {
  if (version === undefined) return { ...NOTHING, told: { VersionId: text(input, "VersionId") ?? "" } };
  requireDeletable(version, { now, bypassesGovernance: flag(input, "BypassGovernanceRetention") === true });
  const { versionId, isDeleteMarker } = version;
  return {
    removed: [version],
    marker: undefined,
    told: { VersionId: versionId, ...(isDeleteMarker && { DeleteMarker: true }) },
  };
}

/** Amazon S3 User Guide, "Deleting object versions from a versioning-enabled bucket" and "… suspended buckets". */
function hidden(input: Properties, versions: readonly KeptVersion[], { cloud, now, draw }: ApiContext): Deletion {
  const bucket = requiredBucket(input, { cloud });
  const versioning = versioningOf(bucket, cloud);
  const marker: ObjectVersion = {
    ...{ bucket: bucket.id, key: text(input, "Key") ?? "", at: now, isDeleteMarker: true },
    versionId: versioning === "Enabled" ? draw(32) : "null",
    ...{ size: 0, etag: "", described: {}, metadata: {} },
  };
  const removed = replaced(marker, versions);
  if (versioning === undefined) return { ...NOTHING, removed };
  return {
    removed,
    marker: storedVersion(marker, bucket.region),
    told: { DeleteMarker: true, ...versionIdForm(marker) },
  };
}

function deletedForm({ Key, VersionId }: Properties, { told }: Deletion): Properties {
  const { DeleteMarker, VersionId: made } = told;
  const isVersion = VersionId !== undefined;
  return {
    ...{ Key, VersionId, DeleteMarker },
    ...(DeleteMarker === true && { DeleteMarkerVersionId: isVersion ? VersionId : made }),
  };
}
