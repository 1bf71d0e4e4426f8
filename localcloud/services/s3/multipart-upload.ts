import type { CloudReader, CloudResource } from "../../model/resource";
import type { ResourceType } from "../../model/resource-type";
import { text, type Properties } from "../../model/values";

const MULTIPART_UPLOAD = "local:s3/multipartUpload:MultipartUpload";
const UPLOAD_PART = "local:s3/uploadPart:UploadPart";

/** An object that somebody uploads in parts. No program creates it. */
export const multipartUpload: ResourceType = {
  type: MULTIPART_UPLOAD,
  replaceOnChanges: [],
  make: ({ inputs }) => ({ id: idOfUpload(inputs), computed: {} }),
};

/** A part of an object that isn't complete yet. */
export const uploadPart: ResourceType = {
  type: UPLOAD_PART,
  replaceOnChanges: [],
  make: ({ inputs }) => ({ id: idOfPart(inputs), computed: {} }),
};

/** What is known of an upload in parts. */
export interface MultipartUpload {
  readonly bucket: string;
  readonly key: string;
  readonly uploadId: string;
  /** When it began, in milliseconds since the epoch. */
  readonly at: number;
  /** What CreateMultipartUpload said of the object. */
  readonly request: Properties;
}

/** An upload as it is kept. */
export interface KeptUpload extends MultipartUpload {
  readonly resource: CloudResource;
}

/** What is known of a part. */
export interface UploadedPart {
  readonly bucket: string;
  readonly uploadId: string;
  readonly partNumber: number;
  readonly at: number;
  readonly size: number;
  readonly etag: string;
  /** Where the content is kept. */
  readonly contentId: string;
  /** The checksum that its request stated, by the name of its member. */
  readonly checksum: Properties;
}

/** A part as it is kept. */
export interface KeptPart extends UploadedPart {
  readonly resource: CloudResource;
}

/** An upload as the cloud stores it, which belongs to no stack. */
export function storedUpload(upload: MultipartUpload, region: string): CloudResource {
  const inputs: Properties = { ...upload };
  return { type: MULTIPART_UPLOAD, id: idOfUpload(inputs), region, urn: "", inputs, computed: {} };
}

/** A part as the cloud stores it. One of the same number takes its place. */
export function storedPart(part: UploadedPart, region: string): CloudResource {
  const inputs: Properties = { ...part };
  return { type: UPLOAD_PART, id: idOfPart(inputs), region, urn: "", inputs, computed: {} };
}

/** Uploads into a bucket that are neither complete nor aborted, in the order of their beginning. */
export function uploadsIn(bucket: string, cloud: CloudReader): KeptUpload[] {
  return cloud
    .ofType(MULTIPART_UPLOAD)
    .filter(({ inputs }) => inputs.bucket === bucket)
    .map((resource) => ({ ...(resource.inputs as unknown as MultipartUpload), resource }));
}

/** The parts of an upload by their numbers. */
export function partsOf({ uploadId }: Pick<MultipartUpload, "uploadId">, cloud: CloudReader): KeptPart[] {
  return keptParts(cloud, (inputs) => inputs.uploadId === uploadId);
}

/** What is left of uploads into a bucket. */
export function resourcesOfUploads(bucket: string, cloud: CloudReader): CloudResource[] {
  const parts = keptParts(cloud, (inputs) => inputs.bucket === bucket);
  return [...uploadsIn(bucket, cloud), ...parts].map(({ resource }) => resource);
}

/** Names of the contents of all parts. */
export function contentsOfParts(cloud: CloudReader): string[] {
  return cloud.ofType(UPLOAD_PART).flatMap(({ inputs }) => text(inputs, "contentId") ?? []);
}

function keptParts(cloud: CloudReader, isMeant: (inputs: Properties) => boolean): KeptPart[] {
  return cloud
    .ofType(UPLOAD_PART)
    .filter(({ inputs }) => isMeant(inputs))
    .map((resource) => ({ ...(resource.inputs as unknown as UploadedPart), resource }))
    .sort((one, other) => one.partNumber - other.partNumber);
}

function idOfUpload({ bucket, key, uploadId }: Properties): string {
  return `${String(bucket)}/${String(key)}?uploadId=${String(uploadId)}`;
}

function idOfPart({ uploadId, partNumber }: Properties): string {
  return `${String(uploadId)}?partNumber=${String(partNumber)}`;
}
