import { AwsError } from "../../../model/aws-error";
import { text, type Properties } from "../../../model/values";
import { type KeptUpload, uploadsIn } from "../../../services/s3/multipart-upload";
import type { ApiContext } from "../../operation";
import { requiredBucket } from "./lookup";

/** Checksums of all parts' checksums, for which S3 takes an algorithm whose checksums can't be combined. */
const ALWAYS_COMPOSITE = ["SHA1", "SHA256"];
/** Checksums of the whole object alone. */
const NEVER_COMPOSITE = ["CRC64NVME"];

/**
 * The upload that a request names.
 *
 * @throws {AwsError} for one that isn't there, or no longer.
 */
export function requiredUpload(input: Properties, context: Pick<ApiContext, "cloud">): KeptUpload {
  const { id } = requiredBucket(input, context);
  const found = uploadsIn(id, context.cloud).find(
    ({ uploadId, key }) => uploadId === text(input, "UploadId") && key === text(input, "Key"),
  );
  if (found !== undefined) return found;
  throw new AwsError(
    "NoSuchUpload",
    "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or " +
      "completed.",
  );
}

/** How S3 will make the checksum of an upload's object; undefined where its request names no algorithm. */
export interface UploadChecksum {
  readonly algorithm: string;
  readonly type: "COMPOSITE" | "FULL_OBJECT";
}

/** Amazon S3 User Guide, "Checking object integrity for data uploads": checksum types of multipart uploads. */
export function checksumOf({ ChecksumAlgorithm, ChecksumType }: Properties): UploadChecksum | undefined {
  if (typeof ChecksumAlgorithm !== "string") return undefined;
  const usual = NEVER_COMPOSITE.includes(ChecksumAlgorithm) ? "FULL_OBJECT" : "COMPOSITE";
  const type = ChecksumType === "COMPOSITE" || ChecksumType === "FULL_OBJECT" ? ChecksumType : usual;
  const impossible = type === "COMPOSITE" ? NEVER_COMPOSITE : ALWAYS_COMPOSITE;
  if (!impossible.includes(ChecksumAlgorithm)) return { algorithm: ChecksumAlgorithm, type };
  throw new AwsError(
    "InvalidRequest",
    `The ${type} checksum type cannot be used with the ${ChecksumAlgorithm.toLowerCase()} checksum algorithm.`,
  );
}

/** Members of an answer that tell of a checksum to come. */
export function checksumForm(request: Properties): Properties {
  const checksum = checksumOf(request);
  return checksum === undefined ? {} : { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type };
}
