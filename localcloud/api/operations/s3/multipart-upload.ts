import { AwsError } from "../../../model/aws-error";
import { number, text, type Properties } from "../../../model/values";
import { lockOf } from "../../../services/s3/object-version";
import {
  type KeptPart,
  type MultipartUpload,
  partsOf,
  storedPart,
  storedUpload,
  uploadsIn,
} from "../../../services/s3/multipart-upload";
import { type ApiContext, reading, type ServiceOperations } from "../../operation";
import { checksumBy, requireIntact, statedChecksum } from "./checksums";
import { completeMultipartUpload } from "./complete-multipart-upload";
import { sourceOf } from "./copy-object";
import { contentOf, rangeOf } from "./get-object";
import { byKey, keyWriter, OWNER } from "./listing";
import { lockOfNewVersion } from "./locks";
import { quoted, requiredBucket, requiredVersion } from "./lookup";
import { checksumForm, checksumOf, requiredUpload } from "./multipart-lookup";
import { describedBy, forgetContents, md5Of, requiredKey } from "./put-object";

/** Amazon S3 User Guide, "Amazon S3 multipart upload limits". */
const MOST_PARTS = 10_000;
/** Amazon S3 API Reference, ListParts and ListMultipartUploads: most that one answer tells. */
const MOST_LISTED = 1000;

/** Amazon S3 API Reference, operations on objects that are uploaded in parts. */
export const multipartOperations: ServiceOperations = {
  CreateMultipartUpload: ({ input }, context) => {
    const bucket = requiredBucket(input, context);
    const { cloud, now, draw } = context;
    lockOfNewVersion(input, lockOf(bucket, cloud), now);
    const upload = { bucket: bucket.id, key: requiredKey(input), uploadId: draw(64), at: now, request: input };
    const checksum = checksumForm(input);
    const { ServerSideEncryption, SSEKMSKeyId } = describedBy(input, bucket, context);
    return {
      effects: [{ kind: "keep", resources: [storedUpload(upload, bucket.region)] }],
      output: () => ({
        ...{ Bucket: bucket.id, Key: upload.key, UploadId: upload.uploadId },
        ...{ ServerSideEncryption, SSEKMSKeyId },
        ...checksum,
      }),
    };
  },
  UploadPart: ({ input }, context) => {
    const content = Buffer.from(text(input, "Body") ?? "", "base64");
    requireIntact(input, content);
    const { part, answer } = newPart(input, content, context);
    const told = { ETag: quoted(part.etag), ...part.checksum };
    return { ...answer, output: () => (answer.forget(), told) };
  },
  UploadPartCopy: ({ input }, context) => {
    const source = requiredVersion(sourceOf(text(input, "CopySource") ?? ""), context);
    const content = contentOf(source, context);
    const range = rangeOf(text(input, "CopySourceRange"), content.length);
    const copied = range === undefined ? content : content.subarray(range.first, range.last + 1);
    const { part, answer } = newPart(input, copied, context);
    const told = { CopyPartResult: { ETag: quoted(part.etag), LastModified: part.at, ...part.checksum } };
    return { ...answer, output: () => (answer.forget(), told) };
  },
  CompleteMultipartUpload: completeMultipartUpload,
  AbortMultipartUpload: ({ input }, context) => {
    const upload = requiredUpload(input, context);
    const parts = partsOf(upload, context.cloud);
    const forgotten = [upload, ...parts].map(({ resource }) => resource);
    return {
      effects: [{ kind: "keep", resources: [], forgotten }],
      output: () => (forgetContents(parts, context), {}),
    };
  },
  ListParts: reading(({ input }, context) => {
    const upload = requiredUpload(input, context);
    const after = number(input, "PartNumberMarker") ?? 0;
    const parts = partsOf(upload, context.cloud).filter(({ partNumber }) => partNumber > after);
    const most = Math.min(number(input, "MaxParts") ?? MOST_LISTED, MOST_LISTED);
    const page = parts.slice(0, most);
    return {
      ...{ Bucket: upload.bucket, Key: upload.key, UploadId: upload.uploadId },
      ...{ PartNumberMarker: after, MaxParts: most, IsTruncated: page.length < parts.length },
      NextPartNumberMarker: page.at(-1)?.partNumber ?? 0,
      Parts: page.map(partForm),
      ...{ Owner: OWNER, Initiator: OWNER, StorageClass: upload.request.StorageClass ?? "STANDARD" },
      ...checksumForm(upload.request),
    };
  }),
  ListMultipartUploads: reading(({ input }, context) => {
    const { id } = requiredBucket(input, context);
    const [prefix, marker] = [text(input, "Prefix") ?? "", text(input, "KeyMarker") ?? ""];
    const written = keyWriter(input);
    const uploads = uploadsIn(id, context.cloud)
      .filter(({ key }) => key.startsWith(prefix) && byKey({ key }, { key: marker }) > 0)
      .sort(byKey);
    const page = uploads.slice(0, MOST_LISTED);
    return {
      ...{ Bucket: id, Prefix: written(prefix), KeyMarker: written(marker), MaxUploads: MOST_LISTED },
      IsTruncated: page.length < uploads.length,
      Uploads: page.map(({ key, uploadId, at, request }) => ({
        ...{ Key: written(key), UploadId: uploadId, Initiated: at, Owner: OWNER, Initiator: OWNER },
        StorageClass: request.StorageClass ?? "STANDARD",
        ...checksumForm(request),
      })),
    };
  }),
};

/** A part with a content, in place of one of its number. */
function newPart(input: Properties, content: Buffer, context: ApiContext) {
  const upload = requiredUpload(input, context);
  const partNumber = requiredNumber(input);
  const checksum = checksumOfPart(upload, content, statedChecksum(input));
  const before = partsOf(upload, context.cloud).filter((each) => each.partNumber === partNumber);
  const { bucket, uploadId, resource } = upload;
  const part = {
    ...{ bucket, uploadId, partNumber, checksum, at: context.now },
    ...{ size: content.length, etag: md5Of(content), contentId: context.objects.write(content) },
  };
  const resources = [storedPart(part, resource.region)];
  const forget = (): void => {
    forgetContents(before, context);
  };
  return { part, answer: { effects: [{ kind: "keep", resources } as const], forget } };
}

function requiredNumber(input: Properties): number {
  const partNumber = number(input, "PartNumber") ?? 0;
  if (Number.isInteger(partNumber) && partNumber >= 1 && partNumber <= MOST_PARTS) return partNumber;
  throw new AwsError("InvalidArgument", `Part number must be an integer between 1 and ${MOST_PARTS}, inclusive`);
}

/** Amazon S3 User Guide, "Checking object integrity for data uploads": parts have the algorithm of their upload. */
function checksumOfPart({ request }: MultipartUpload, content: Buffer, stated: Properties): Properties {
  const expected = checksumOf(request)?.algorithm;
  const actual = Object.keys(stated).at(0)?.replace("Checksum", "");
  if (expected === undefined || actual === expected) return stated;
  if (actual === undefined) return computedChecksum(expected, content);
  throw new AwsError(
    "InvalidRequest",
    `Checksum Type mismatch occurred, expected checksum Type: ${expected.toLowerCase()}, actual checksum Type: ` +
      actual.toLowerCase(),
  );
}

function computedChecksum(algorithm: string, content: Buffer): Properties {
  const checksum = checksumBy(algorithm, content);
  return checksum === undefined ? {} : { [`Checksum${algorithm}`]: checksum };
}

function partForm({ partNumber, at, etag, size, checksum }: KeptPart): Properties {
  return { PartNumber: partNumber, LastModified: at, ETag: quoted(etag), Size: size, ...checksum };
}
