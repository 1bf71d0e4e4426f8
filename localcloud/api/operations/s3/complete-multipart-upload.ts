import { AwsError } from "../../../model/aws-error";
import { number, objects, text, type Properties } from "../../../model/values";
import { type KeptPart, type KeptUpload, partsOf } from "../../../services/s3/multipart-upload";
import type { ApiOperation } from "../../operation";
import { checksumBy, statedChecksum } from "./checksums";
import { checksumOf, requiredUpload, type UploadChecksum } from "./multipart-lookup";
import { forgetContents, md5Of, newVersion, writtenForm } from "./put-object";

/** Amazon S3 User Guide, "Amazon S3 multipart upload limits": the least that a part has, but for the last. */
const LEAST_BYTES_OF_PART = 5 * 1024 * 1024;

/** Amazon S3 API Reference, CompleteMultipartUpload. */
export const completeMultipartUpload: ApiOperation = ({ input }, context) => {
  const upload = requiredUpload(input, context);
  const all = partsOf(upload, context.cloud);
  const parts = chosenParts(upload, input, all);
  const content = Buffer.concat(parts.map(({ contentId }) => context.objects.read(contentId)));
  requireStatedSize(input, content);
  const { Bucket, Key, IfMatch, IfNoneMatch } = input;
  const request = { ...upload.request, ...{ Bucket, Key, IfMatch, IfNoneMatch } };
  const checksum = objectChecksum(upload, parts, content, input);
  const { version, before, effects } = newVersion(request, content, context, { etag: etagOf(parts), checksum });
  const forgotten = [upload, ...all].map(({ resource }) => resource);
  return {
    effects: [...effects, { kind: "keep", resources: [], forgotten }],
    output: () => {
      forgetContents([...before, ...all], context);
      const { bucket, key } = upload;
      const Location = `https://${bucket}.s3.${upload.resource.region}.amazonaws.com/${encodeURIComponent(key)}`;
      return { Location, Bucket: bucket, Key: key, ...writtenForm(version) };
    },
  };
};

/** The parts of which the object consists, as the request lists them. */
function chosenParts(upload: KeptUpload, input: Properties, all: readonly KeptPart[]): KeptPart[] {
  const listed = objects(input, "MultipartUpload.Parts");
  if (listed.length === 0) {
    throw new AwsError(
      "MalformedXML",
      "The XML you provided was not well-formed or did not validate against our published schema",
    );
  }
  requireAscending(listed.map((each) => number(each, "PartNumber") ?? 0));
  const parts = listed.map((each) => chosenPart(each, upload, all));
  if (parts.slice(0, -1).every(({ size }) => size >= LEAST_BYTES_OF_PART)) return parts;
  throw new AwsError("EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
}

function requireAscending(numbers: readonly number[]): void {
  if (numbers.every((each, index) => index === 0 || each > (numbers[index - 1] ?? 0))) return;
  throw new AwsError(
    "InvalidPartOrder",
    "The list of parts was not in ascending order. The parts list must be specified in order by part number.",
  );
}

function chosenPart(listed: Properties, upload: KeptUpload, all: readonly KeptPart[]): KeptPart {
  const part = all.find(({ partNumber }) => partNumber === number(listed, "PartNumber"));
  const stated = Object.entries(statedChecksum(listed));
  const isMeant =
    part !== undefined &&
    part.etag === text(listed, "ETag")?.replaceAll('"', "") &&
    stated.every(([member, value]) => (part.checksum[member] ?? value) === value);
  if (!isMeant) {
    throw new AwsError(
      "InvalidPart",
      "One or more of the specified parts could not be found. The part may not have been uploaded, or the specified " +
        "entity tag may not match the part's entity tag.",
    );
  }
  const expected = checksumOf(upload.request);
  const checksum = { ...part.checksum, ...statedChecksum(listed) };
  if (expected?.type !== "COMPOSITE" || stated.length > 0) return { ...part, checksum };
  throw new AwsError(
    "InvalidRequest",
    `The upload was created using a ${expected.algorithm.toLowerCase()} checksum. The complete request must include ` +
      `the checksum for each part. It was missing for part ${part.partNumber} in the request.`,
  );
}

function requireStatedSize(input: Properties, content: Buffer): void {
  const stated = number(input, "MpuObjectSize");
  if (stated === undefined || stated === content.length) return;
  throw new AwsError(
    "InvalidRequest",
    `The provided 'x-amz-mp-object-size' header value ${stated} does not match what was computed: ${content.length}`,
  );
}

/** The entity tag of an object that was uploaded in parts: a digest of their digests, and how many there are. */
function etagOf(parts: readonly KeptPart[]): string {
  return `${md5Of(Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, "hex"))))}-${parts.length}`;
}

/** The object's checksum by the type of its upload; the one that the request states, where it isn't computed here. */
function objectChecksum(
  { request }: KeptUpload,
  parts: readonly KeptPart[],
  content: Buffer,
  input: Properties,
): Properties {
  const expected = checksumOf(request);
  if (expected === undefined) return statedChecksum(input);
  const member = `Checksum${expected.algorithm}`;
  const stated = text(input, member);
  const computed = computedChecksum(expected, member, parts, content);
  if (computed !== undefined && stated !== undefined && withoutCount(stated) !== withoutCount(computed)) {
    throw new AwsError("BadDigest", `The ${expected.algorithm} you specified did not match the calculated checksum.`);
  }
  const checksum = computed ?? stated;
  return checksum === undefined ? {} : { [member]: checksum };
}

/** Amazon S3 User Guide, "Checking object integrity for data uploads": of all, or of the checksums of the parts. */
function computedChecksum(
  { algorithm, type }: UploadChecksum,
  member: string,
  parts: readonly KeptPart[],
  content: Buffer,
): string | undefined {
  if (type === "FULL_OBJECT") return checksumBy(algorithm, content);
  const digests = parts.map(({ checksum }) => Buffer.from(text(checksum, member) ?? "", "base64"));
  const digest = checksumBy(algorithm, Buffer.concat(digests));
  return digest === undefined ? undefined : `${digest}-${parts.length}`;
}

function withoutCount(checksum: string): string {
  return checksum.replace(/-\d+$/, "");
}
