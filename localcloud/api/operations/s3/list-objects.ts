import { AwsError } from "../../../model/aws-error";
import { flag, text, type Properties } from "../../../model/values";
import { type KeptVersion, versionsIn } from "../../../services/s3/object-version";
import { type ApiContext, reading, type ServiceOperations } from "../../operation";
import { byKey, keyWriter, listed, type Listed, OWNER, requestForm } from "./listing";
import { quoted, requiredBucket } from "./lookup";

/** Amazon S3 API Reference, ListObjectsV2, ListObjects and ListObjectVersions. */
export const listOperations: ServiceOperations = {
  ListObjectsV2: reading(({ input }, context) => {
    const token = text(input, "ContinuationToken");
    const after = token === undefined ? (text(input, "StartAfter") ?? "") : keyOfToken(token);
    const page = listedObjects(input, after, context);
    const written = keyWriter(input);
    return {
      ...requestForm(input),
      StartAfter: written(text(input, "StartAfter")),
      KeyCount: page.elements.length + page.prefixes.length,
      ContinuationToken: token,
      ...(page.isTruncated && { NextContinuationToken: Buffer.from(lastKey(page)).toString("base64") }),
      ...contentsForm(page, input, flag(input, "FetchOwner") === true),
    };
  }),
  ListObjects: reading(({ input }, context) => {
    const page = listedObjects(input, text(input, "Marker") ?? "", context);
    return {
      ...requestForm(input),
      Marker: text(input, "Marker") ?? "",
      ...(page.isTruncated && { NextMarker: keyWriter(input)(lastKey(page)) }),
      ...contentsForm(page, input, true),
    };
  }),
  ListObjectVersions: reading(({ input }, context) => {
    const { id } = requiredBucket(input, context);
    const [key = "", versionId] = [text(input, "KeyMarker"), text(input, "VersionIdMarker")];
    const all = newestFirst(versionsIn(id, context.cloud));
    const marker = all.findIndex((each) => each.key === key && each.versionId === versionId);
    const isAfter = (each: KeptVersion): boolean =>
      marker === -1 ? byKey(each, { key }) > 0 : all.indexOf(each) > marker;
    const page = listed(all, input, isAfter, key);
    const newest = new Map(all.map((each) => [each.key, each] as const).reverse());
    const forms = (isMarker: boolean): Properties[] =>
      page.elements
        .filter(({ isDeleteMarker }) => isDeleteMarker === isMarker)
        .map((each) => versionForm(each, newest.get(each.key) === each, input));
    return {
      ...requestForm(input),
      ...{ KeyMarker: key, VersionIdMarker: versionId ?? "", IsTruncated: page.isTruncated },
      ...(page.isTruncated && nextMarkers(page, input)),
      ...{ Versions: forms(false), DeleteMarkers: forms(true), CommonPrefixes: prefixForms(page, input) },
    };
  }),
};

/** What isn't deleted, by its newest versions. */
function listedObjects(input: Properties, after: string, context: ApiContext): Listed<KeptVersion> {
  const { id } = requiredBucket(input, context);
  const newest = new Map(versionsIn(id, context.cloud).map((version) => [version.key, version] as const));
  const all = [...newest.values()].filter(({ isDeleteMarker }) => !isDeleteMarker).sort(byKey);
  return listed(all, input, (each) => byKey(each, { key: after }) > 0, after);
}

function contentsForm(page: Listed<KeptVersion>, input: Properties, hasOwner: boolean): Properties {
  const written = keyWriter(input);
  return {
    IsTruncated: page.isTruncated,
    Contents: page.elements.map((version) => ({
      ...objectForm(version),
      Key: written(version.key),
      ...(hasOwner && { Owner: OWNER }),
    })),
    CommonPrefixes: prefixForms(page, input),
  };
}

function objectForm({ at, etag, size, described }: KeptVersion): Properties {
  return { LastModified: at, ETag: quoted(etag), Size: size, StorageClass: described.StorageClass ?? "STANDARD" };
}

function versionForm(version: KeptVersion, IsLatest: boolean, input: Properties): Properties {
  const { versionId: VersionId, isDeleteMarker, at } = version;
  const common = { Key: keyWriter(input)(version.key), VersionId, IsLatest, Owner: OWNER };
  return isDeleteMarker ? { ...common, LastModified: at } : { ...objectForm(version), ...common };
}

function prefixForms({ prefixes }: Listed<KeptVersion>, input: Properties): Properties[] {
  return prefixes.map((prefix) => ({ Prefix: keyWriter(input)(prefix) }));
}

/** Versions by key, the newest of each first. */
function newestFirst(versions: readonly KeptVersion[]): KeptVersion[] {
  return [...versions].reverse().sort(byKey);
}

function nextMarkers({ last }: Listed<KeptVersion>, input: Properties): Properties {
  if (last === undefined || typeof last === "string") return { NextKeyMarker: keyWriter(input)(last) };
  return { NextKeyMarker: keyWriter(input)(last.key), NextVersionIdMarker: last.versionId };
}

function lastKey({ last }: Listed<KeptVersion>): string {
  return typeof last === "string" ? last : (last?.key ?? "");
}

function keyOfToken(token: string): string {
  const key = Buffer.from(token, "base64").toString("utf8");
  if (key !== "" && Buffer.from(key).toString("base64") === token) return key;
  throw new AwsError("InvalidArgument", "The continuation token provided is incorrect");
}
