import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { acquireLock } from "../../tools/lock/lock.cjs";
import { appendDurably, cutDurably, hasCode } from "../shared/durable-file";

/** The end of a trail's text. */
export interface TrailEnd {
  /** The last whole line; undefined for a trail without one. */
  readonly line: string | undefined;
  /** What stands behind it without a line feed: a line that somebody began and didn't end. */
  readonly torn: Uint8Array;
}

/** Where a trail's lines are kept. */
export interface TrailStore {
  /** How messages name it. */
  readonly place: string;
  /**
   * Whether other machines write too. An entry that no anchor knows may then be one that its writer is about to publish.
   * @default false
   */
  readonly isShared?: boolean;
  /** Does something while nobody else writes, or again from the beginning where somebody did. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** The whole text. */
  content(): Promise<Uint8Array>;
  end(): Promise<TrailEnd>;
  /** Adds a line; resolves once it is kept. Nothing of a line that can't be kept stays. */
  append(line: string): Promise<void>;
  /** Takes away a line that wasn't ended. */
  dropTorn(): Promise<void>;
}

const LINE_FEED = 0x0a;
/** How much of the end is read at once: mostly a few lines. */
const CHUNK = 16_384;

/**
 * A trail in a directory of this machine. Two machines must not share it, since the lock holds among processes of one:
 * they have a trail in a bucket.
 */
export class DirectoryTrailStore implements TrailStore {
  readonly place: string;
  private readonly lock: string;

  constructor(directory: string) {
    this.place = join(directory, "audit.jsonl");
    this.lock = join(directory, "audit.lock");
  }

  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const lock = await acquireLock(this.lock, { pollMilliseconds: 20 });
    try {
      return await work();
    } finally {
      await lock.release();
    }
  }

  async content(): Promise<Uint8Array> {
    return (await unlessMissing(readFile(this.place))) ?? new Uint8Array();
  }

  async end(): Promise<TrailEnd> {
    for (let length = CHUNK; ; length *= 4) {
      const { bytes, isAll } = await this.last(length);
      const whole = bytes.lastIndexOf(LINE_FEED);
      const before = whole < 1 ? -1 : bytes.lastIndexOf(LINE_FEED, whole - 1);
      if (!isAll && (whole === -1 || before === -1)) continue;
      const line = whole === -1 ? undefined : bytes.subarray(before + 1, whole).toString();
      return { line, torn: bytes.subarray(whole + 1) };
    }
  }

  append(line: string): Promise<void> {
    return appendDurably(this.place, `${line}\n`);
  }

  async dropTorn(): Promise<void> {
    const content = Buffer.from(await this.content());
    await cutDurably(this.place, content.lastIndexOf(LINE_FEED) + 1);
  }

  /** The last bytes, and whether there are no others. */
  private async last(length: number): Promise<{ bytes: Buffer; isAll: boolean }> {
    const file = await unlessMissing(open(this.place, "r"));
    if (file === undefined) return { bytes: Buffer.alloc(0), isAll: true };
    try {
      const { size } = await file.stat();
      const bytes = Buffer.alloc(Math.min(length, size));
      await file.read(bytes, 0, bytes.length, size - bytes.length);
      return { bytes, isAll: bytes.length === size };
    } finally {
      await file.close();
    }
  }
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
