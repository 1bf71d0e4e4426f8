import { ListObjectVersionsCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { canonicalJson } from "../shared/canonical-json";
import type { Anchor } from "./anchor";
import type { AuditHead } from "./entry";

/** How long a head can't be deleted (Amazon S3 User Guide, "Locking objects with Object Lock"). */
export interface HeadRetention {
  /** In compliance mode nobody deletes it, in governance mode who has `s3:BypassGovernanceRetention`. */
  readonly mode: "COMPLIANCE" | "GOVERNANCE";
  /** Days from the day of publishing. */
  readonly days: number;
}

/** Where heads are kept on AWS. */
export interface BucketAnchorOptions {
  readonly client: S3Client;
  /** A bucket with Object Lock. */
  readonly bucket: string;
  /** What the keys begin with, up to and including a slash; one trail has it for itself. */
  readonly prefix: string;
  readonly retention: HeadRetention;
  /** The clock. */
  readonly now: () => Date;
}

const DAY = 86_400_000;
/** Digits of a sequence number in a key, so that keys sort as numbers do. */
const DIGITS = 12;

/**
 * Heads as objects of an object-locked bucket, one each. The key holds the head, so that nothing that somebody writes
 * over it can change it; versions are listed, since a delete marker hides an object and can be put on a locked one.
 */
export class BucketAnchor implements Anchor {
  readonly place: string;

  constructor(private readonly options: BucketAnchorOptions) {
    this.place = `s3://${options.bucket}/${options.prefix}`;
  }

  async publish({ sequence, hash }: AuditHead): Promise<void> {
    const { client, bucket, retention, now } = this.options;
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: `${this.keyOf(sequence)}-${hash}.json`,
        Body: `${canonicalJson({ sequence, hash })}\n`,
        ContentType: "application/json",
        ObjectLockMode: retention.mode,
        ObjectLockRetainUntilDate: new Date(now().getTime() + retention.days * DAY),
        ChecksumAlgorithm: "SHA256", // S3 demands a checksum of what is locked (Amazon S3 API Reference, PutObject)
      }),
    );
  }

  async headsFrom(sequence: number): Promise<readonly AuditHead[]> {
    const { client, bucket, prefix } = this.options;
    const heads: AuditHead[] = [];
    // The marker is no key, but what one begins with: whether S3 starts with a marker or behind it makes no difference.
    let marker: { key?: string; version?: string } = sequence > 1 ? { key: this.keyOf(sequence - 1) } : {};
    for (;;) {
      const page = await client.send(
        new ListObjectVersionsCommand({
          Bucket: bucket,
          Prefix: prefix,
          KeyMarker: marker.key,
          VersionIdMarker: marker.version,
        }),
      );
      heads.push(...(page.Versions ?? []).flatMap(({ Key: key = "" }) => headIn(key.slice(prefix.length)) ?? []));
      if (page.IsTruncated !== true) return heads.filter((head) => head.sequence >= sequence);
      marker = { key: page.NextKeyMarker, version: page.NextVersionIdMarker };
    }
  }

  private keyOf(sequence: number): string {
    return `${this.options.prefix}${String(sequence).padStart(DIGITS, "0")}`;
  }
}

function headIn(name: string): AuditHead | undefined {
  const [, sequence, hash] = /^(\d{12})-([0-9a-f]{64})\.json$/.exec(name) ?? [];
  return sequence === undefined || hash === undefined ? undefined : { sequence: Number(sequence), hash };
}
