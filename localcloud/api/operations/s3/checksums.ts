import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { AwsError } from "../../../model/aws-error";
import { text, type Properties } from "../../../model/values";

type Digest = (content: Buffer) => string;

/**
 * Checksums that are computed here; S3 knows more, which are kept unseen (Amazon S3 User Guide, "Checking object
 * integrity").
 */
const COMPUTED: Readonly<Record<string, Digest>> = {
  ChecksumCRC32: (content) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(content));
    return bytes.toString("base64");
  },
  ChecksumSHA1: hashed("sha1"),
  ChecksumSHA256: hashed("sha256"),
  ChecksumMD5: hashed("md5"),
};

const ALL = [...Object.keys(COMPUTED), "ChecksumCRC32C", "ChecksumCRC64NVME", "ChecksumSHA512"];

/** The checksum that a request states. */
export function statedChecksum(input: Properties): Properties {
  const member = ALL.find((each) => text(input, each) !== undefined);
  return member === undefined ? {} : { [member]: input[member] };
}

/** @throws {AwsError} where a content isn't the one of which a request states digest or checksum. */
export function requireIntact(input: Properties, content: Buffer): void {
  const stated = text(input, "ContentMD5");
  if (stated !== undefined && stated !== hashed("md5")(content)) {
    throw new AwsError("BadDigest", "The Content-MD5 you specified did not match what we received.");
  }
  for (const [member, digest] of Object.entries(COMPUTED)) {
    const checksum = text(input, member);
    if (checksum === undefined || checksum === digest(content)) continue;
    const algorithm = member.replace("Checksum", "");
    throw new AwsError("BadDigest", `The ${algorithm} you specified did not match the calculated checksum.`);
  }
}

/** The checksum of a content; undefined where it isn't computed here. */
export function checksumBy(algorithm: string, content: Buffer): string | undefined {
  return COMPUTED[`Checksum${algorithm}`]?.(content);
}

/** The type of a checksum: one of the checksums of parts ends with their number (Amazon S3 User Guide, the same). */
export function checksumType(input: Properties): "COMPOSITE" | "FULL_OBJECT" | undefined {
  const [checksum] = Object.values(statedChecksum(input));
  if (typeof checksum !== "string") return undefined;
  return /-\d+$/.test(checksum) ? "COMPOSITE" : "FULL_OBJECT";
}

function hashed(algorithm: "md5" | "sha1" | "sha256"): Digest {
  return (content) => createHash(algorithm).update(content).digest("base64");
}
