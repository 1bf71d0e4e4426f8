import type { S3Client } from "@aws-sdk/client-s3";
import { BucketObjects } from "../aws/bucket-objects";
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
  /**
   * How long heads are locked, which only those may say who have `s3:PutObjectRetention`.
   * @default as the bucket locks whatever comes in
   */
  readonly retention?: HeadRetention;
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
  private readonly objects: BucketObjects;

  constructor(private readonly options: BucketAnchorOptions) {
    this.objects = new BucketObjects(options);
    this.place = this.objects.address();
  }

  async publish({ sequence, hash }: AuditHead): Promise<void> {
    const { retention, now } = this.options;
    const lock = retention && { mode: retention.mode, until: new Date(now().getTime() + retention.days * DAY) };
    await this.objects.create(`${numbered(sequence)}-${hash}.json`, `${canonicalJson({ sequence, hash })}\n`, lock);
  }

  async headsFrom(sequence: number): Promise<readonly AuditHead[]> {
    const versions = await this.objects.firstVersions("", sequence > 1 ? numbered(sequence - 1) : undefined);
    return versions.flatMap(({ name }) => headIn(name) ?? []).filter((head) => head.sequence >= sequence);
  }
}

function numbered(sequence: number): string {
  return String(sequence).padStart(DIGITS, "0");
}

function headIn(name: string): AuditHead | undefined {
  const [, sequence, hash] = /^(\d{12})-([0-9a-f]{64})\.json$/.exec(name) ?? [];
  return sequence === undefined || hash === undefined ? undefined : { sequence: Number(sequence), hash };
}
