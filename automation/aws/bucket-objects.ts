import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { batchesOf } from "../shared/batches";

/** Where objects are kept. */
export interface BucketObjectsOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** What the keys begin with, up to and including a slash. */
  readonly prefix: string;
}

/** For how long a new object can't be deleted (Amazon S3 User Guide, "Locking objects with Object Lock"). */
export interface ObjectLock {
  readonly mode: "COMPLIANCE" | "GOVERNANCE";
  readonly until: Date;
}

/** An object as it is now. */
export interface StoredObject {
  readonly text: string;
  /** Entity tag of the content, by which a later write says what it replaces. */
  readonly etag: string;
}

/** An object's oldest version. */
export interface FirstVersion {
  readonly name: string;
  readonly versionId: string;
}

/** Metadata by which a writer knows its own object again. */
const WRITE = "proofpix-write";
/** How often a write is tried that S3 leaves open, since another writes at the same moment. */
const TRIES = 5;
/** Objects that are read at once. */
const AT_ONCE = 16;

/**
 * Small texts in a bucket, written on conditions only, so that of two machines that write at once one does (Amazon S3
 * User Guide, "How to prevent object overwrites with conditional writes").
 *
 * Whether an object is there is asked by a listing: S3 tells only those that it isn't, who may list the whole bucket.
 */
export class BucketObjects {
  constructor(private readonly options: BucketObjectsOptions) {}

  /** Address of an object, or of the beginning of some. */
  address(name = ""): string {
    return `s3://${this.options.bucket}/${this.options.prefix}${name}`;
  }

  /**
   * Creates an object.
   * @param lock @default the bucket's own
   * @returns its entity tag; undefined where there is one.
   */
  create(name: string, text: string, lock?: ObjectLock): Promise<string | undefined> {
    return this.write(name, text, { IfNoneMatch: "*", ...(lock !== undefined && lockHeaders(lock)) });
  }

  /**
   * Replaces an object.
   * @param etag of the content that is replaced.
   * @returns the new entity tag; undefined where the object has another content, or is gone.
   */
  replace(name: string, text: string, etag: string): Promise<string | undefined> {
    return this.write(name, text, { IfMatch: etag });
  }

  /** An object that is there, or a version of it. */
  async read(name: string, versionId?: string): Promise<StoredObject> {
    const { Body, ETag = "" } = await this.options.client.send(
      new GetObjectCommand({ ...this.place(name), VersionId: versionId }),
    );
    return { text: (await Body?.transformToString()) ?? "", etag: ETag };
  }

  /** Names and entity tags of the objects whose names begin so, sorted. */
  async list(beginning: string): Promise<readonly { readonly name: string; readonly etag: string }[]> {
    const { client, bucket, prefix } = this.options;
    const found: { name: string; etag: string }[] = [];
    for (let token: string | undefined; ;) {
      const page = await client.send(
        new ListObjectsV2Command({ Bucket: bucket, Prefix: `${prefix}${beginning}`, ContinuationToken: token }),
      );
      for (const { Key = "", ETag = "" } of page.Contents ?? []) {
        found.push({ name: Key.slice(prefix.length), etag: ETag });
      }
      token = page.NextContinuationToken;
      if (token === undefined) return found;
    }
  }

  /**
   * The oldest versions of the objects whose names begin so, sorted by name: what was written first, whatever somebody
   * wrote over it or hid by a deletion.
   * @param after names up to this text are left out. Make it no name: some answers begin with it, others behind it.
   */
  async firstVersions(beginning: string, after?: string): Promise<readonly FirstVersion[]> {
    const { client, bucket, prefix } = this.options;
    const oldest = new Map<string, string>();
    let marker: { key?: string; version?: string } = after === undefined ? {} : { key: `${prefix}${after}` };
    for (;;) {
      const page = await client.send(
        new ListObjectVersionsCommand({
          ...{ Bucket: bucket, Prefix: `${prefix}${beginning}` },
          ...{ KeyMarker: marker.key, VersionIdMarker: marker.version },
        }),
      );
      // S3 lists the versions of a key from the newest on.
      for (const { Key = "", VersionId = "" } of page.Versions ?? []) oldest.set(Key.slice(prefix.length), VersionId);
      if (page.IsTruncated !== true) return [...oldest].map(([name, versionId]) => ({ name, versionId }));
      marker = { key: page.NextKeyMarker, version: page.NextVersionIdMarker };
    }
  }

  private async write(name: string, text: string, condition: object): Promise<string | undefined> {
    const id = randomUUID();
    const command = new PutObjectCommand({
      ...this.place(name),
      ...condition,
      Body: text,
      ContentType: "application/json",
      Metadata: { [WRITE]: id },
      ChecksumAlgorithm: "SHA256", // S3 demands a checksum of what is locked (Amazon S3 API Reference, PutObject)
    });
    for (let tries = 1; ; tries++) {
      try {
        return (await this.options.client.send(command)).ETag ?? "";
      } catch (error) {
        if (isNamed(error, "PreconditionFailed")) return this.ownWrite(name, id);
        if (isNamed(error, "NoSuchKey")) return undefined;
        if (tries === TRIES || !isNamed(error, "ConditionalRequestConflict")) throw error;
        await setTimeout(50 * tries);
      }
    }
  }

  /** The SDK repeats a write whose answer was lost; the repetition then meets what the first one wrote. */
  private async ownWrite(name: string, id: string): Promise<string | undefined> {
    const { Metadata, ETag } = await this.options.client.send(new HeadObjectCommand(this.place(name)));
    return Metadata?.[WRITE] === id ? (ETag ?? "") : undefined;
  }

  private place(name: string): { Bucket: string; Key: string } {
    return { Bucket: this.options.bucket, Key: `${this.options.prefix}${name}` };
  }
}

/** Does something with each of some things, several at once, and gives the results in their order. */
export async function severalAtOnce<T, R>(things: readonly T[], work: (thing: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const batch of batchesOf(things, AT_ONCE)) results.push(...(await Promise.all(batch.map(work))));
  return results;
}

function lockHeaders({ mode, until }: ObjectLock): object {
  return { ObjectLockMode: mode, ObjectLockRetainUntilDate: until };
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
