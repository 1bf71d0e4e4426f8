import { createHash } from "node:crypto";
import { refuse } from "../../model/aws-error";
import { globalArn, hexadecimalToken } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { object, type Properties, text } from "../../model/values";
import { keyReferences } from "../kms/key-reference";
import { given, refuseUnmodelled } from "../shared/inputs";
import { bucketReference } from "./bucket-reference";

export const BUCKET_OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";

const CONTENTS = ["content", "contentBase64", "source"] as const;

/** Amazon S3 User Guide, "Object key naming guidelines". */
export const MOST_BYTES_OF_KEY = 1024;
/** Amazon S3 User Guide, "Categorizing your objects using tags". */
const MOST_TAGS = 10;

/** Inputs with which the provider uploads the object anew, so that it gets another version. */
const UPLOADED = [
  ...CONTENTS,
  "bucketKeyEnabled",
  "cacheControl",
  "contentDisposition",
  "contentEncoding",
  "contentLanguage",
  "contentType",
  "kmsKeyId",
  "metadata",
  "serverSideEncryption",
  "storageClass",
];

/** An object. The versions before its current one are not kept here. */
export const bucketObject: ResourceType = {
  type: BUCKET_OBJECT,
  mapping: {
    operation: "s3.PutObject",
    inputs: {
      content: null, // the body, as are the other two
      contentBase64: null,
      source: null,
      kmsKeyId: "SSEKMSKeyId",
      tags: null, // as a query
    },
  },
  documentedLimits: {
    key: [{ document: "Amazon S3 API Reference, PutObject", required: true }],
  },
  defaults: { forceDestroy: false },
  replaceOnChanges: ["bucket", "key", "region"],
  unique: {
    inputs: ["bucket", "key"],
    scope: "global",
    code: "PreconditionFailed",
    message: (names) => `An object of that key exists: ${names}`,
    warning: "the second one is a new version of the first, and the deletion of either takes both away",
  },
  references: [
    bucketReference(),
    ...keyReferences("kmsKeyId", { code: "KMS.NotFoundException", message: (key) => `Key '${key}' does not exist` }),
  ],
  rules: [
    refuseUnmodelled(
      ["acl", "checksumAlgorithm", "etag", "overrideProvider", "source", "sourceHash", "websiteRedirect"],
      "other than contents that the program gives",
      "services/s3/bucket-object.ts",
    ),
    refuseUnmodelled(
      ["objectLockLegalHoldStatus", "objectLockMode", "objectLockRetainUntilDate"],
      "locks of single objects",
      "services/s3/bucket-object.ts",
    ),
    requireOneContent,
    requireShortKey,
    requireFewTags,
    requireLowerCaseMetadata,
  ],
  make: (operation) => {
    const { inputs, region } = operation;
    const [bucket, key] = [text(inputs, "bucket") ?? "", text(inputs, "key") ?? ""];
    return {
      id: `${bucket}/${key}`,
      computed: { arn: globalArn("s3", region, "", `${bucket}/${key}`), ...uploaded(operation) },
    };
  },
  recomputed: ["versionId", "etag"],
  remake: (operation, previous) => (isUploaded(operation, previous.inputs) ? uploaded(operation) : previous.computed),
};

/** The objects of a bucket. */
export function objectsOf(bucket: string, cloud: CloudReader): CloudResource[] {
  return cloud.ofType(BUCKET_OBJECT).filter(({ inputs }) => text(inputs, "bucket") === bucket);
}

/** What an object holds. */
export function bytesOf({ inputs }: CloudResource): Buffer {
  const encoded = text(inputs, "contentBase64");
  return encoded === undefined ? Buffer.from(text(inputs, "content") ?? "") : Buffer.from(encoded, "base64");
}

function isUploaded({ inputs }: Operation, before: Properties): boolean {
  return UPLOADED.some((input) => JSON.stringify(inputs[input]) !== JSON.stringify(before[input]));
}

/** Amazon S3 User Guide, "Adding objects to versioning-enabled buckets": each upload gets an id of its own. */
function uploaded({ inputs, cloud }: Operation): Properties {
  const bucket = text(inputs, "bucket") ?? "";
  const [content = ""] = given(inputs, CONTENTS).map((name) => text(inputs, name));
  return {
    contentType: text(inputs, "contentType") ?? "application/octet-stream",
    etag: createHash("md5").update(content).digest("hex"),
    serverSideEncryption: text(inputs, "kmsKeyId") === undefined ? encryptionOf(bucket, cloud) : "aws:kms",
    storageClass: text(inputs, "storageClass") ?? "STANDARD",
    ...(isVersioned(bucket, cloud) && { versionId: hexadecimalToken(32) }),
  };
}

function isVersioned(bucket: string, cloud: CloudReader): boolean {
  const setting = cloud.find("aws:s3/bucketVersioning:BucketVersioning", bucket)?.inputs ?? {};
  return text(setting, "versioningConfiguration.status") === "Enabled";
}

/** Amazon S3 User Guide, "Setting default server-side encryption behavior for Amazon S3 buckets". */
export function encryptionOf(bucket: string, cloud: CloudReader): string {
  const type = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
  const setting = cloud.find(type, bucket)?.inputs ?? {};
  return text(setting, "rules[].applyServerSideEncryptionByDefault.sseAlgorithm") ?? "AES256";
}

/** hashicorp/terraform-provider-aws, `aws_s3_object`: the three exclude each other. */
function requireOneContent({ inputs }: Operation): void {
  const contents = given(inputs, CONTENTS);
  if (contents.length <= 1) return;
  refuse("ConflictingArguments", `only one of ${CONTENTS.join(", ")} can be specified`, contents.join(", "));
}

function requireShortKey({ inputs }: Operation): void {
  const bytes = Buffer.byteLength(text(inputs, "key") ?? "");
  if (bytes <= MOST_BYTES_OF_KEY) return;
  refuse("KeyTooLongError", `Your key is too long: it has at most ${MOST_BYTES_OF_KEY} bytes, got ${bytes}`, "key");
}

function requireFewTags({ inputs }: Operation): void {
  const tags = Object.keys(object(inputs, "tags") ?? {}).length;
  if (tags <= MOST_TAGS) return;
  refuse("BadRequest", `Object tags cannot be greater than ${MOST_TAGS}, got ${tags}`, "tags");
}

/** hashicorp/terraform-provider-aws, `aws_s3_object`. */
function requireLowerCaseMetadata({ inputs }: Operation): void {
  const wrong = Object.keys(object(inputs, "metadata") ?? {}).find((name) => name !== name.toLowerCase());
  if (wrong !== undefined)
    refuse("InvalidArgument", `Metadata must be lowercase only. Offending key: "${wrong}"`, "metadata");
}
