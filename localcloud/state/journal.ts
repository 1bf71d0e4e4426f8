import {
  closeSync,
  fchmodSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { UserError } from "../../tools/shared/user-error";

/** Fewer entries than this are not worth compacting. */
const COMPACTION_THRESHOLD = 2_000;

/** AWS's part of the account is in it, the values of secrets too: nobody but this user reads it. */
const PRIVATE = 0o600;

/** A new value of a key, or its removal. */
export interface Entry {
  readonly key: string;
  /** Undefined for a removal. */
  readonly value?: unknown;
}

/**
 * Keyed values on disk, one line a change: an entry, or a list of those that belong together. A process that is killed
 * loses at most the line in flight, and with it the whole change: an unfinished last line is cut off at the next start.
 * A rewritten file takes the old one's place atomically.
 */
export class Journal {
  private readonly file: number;
  private size: number;

  private constructor(path: string, length: number) {
    this.file = openSync(path, "a", PRIVATE);
    fchmodSync(this.file, PRIVATE); // one that another version made
    this.size = length;
  }

  /**
   * Opens or creates the journal of a directory.
   * @throws {StateCorruptedError} when a line before the last one can't be read.
   */
  static open(directory: string): { journal: Journal; values: Map<string, unknown> } {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, "journal.jsonl");
    const { values, entries, length } = replay(path);
    if (entries > COMPACTION_THRESHOLD && entries > 2 * values.size)
      return { journal: new Journal(path, compact(path, values)), values };
    const journal = new Journal(path, length);
    journal.cutTo(length);
    return { journal, values };
  }

  /** Writes a change as a whole; when the disk is full or fails, nothing of it stays and the error is passed on. */
  append(...entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    const line = Buffer.from(`${JSON.stringify(entries.length === 1 ? entries[0] : entries)}\n`);
    try {
      for (let written = 0; written < line.length;) written += writeSync(this.file, line, written);
    } catch (error) {
      this.cutTo(this.size);
      throw error;
    }
    this.size += line.length;
  }

  close(): void {
    closeSync(this.file);
  }

  private cutTo(length: number): void {
    ftruncateSync(this.file, length);
  }
}

function replay(path: string): { values: Map<string, unknown>; entries: number; length: number } {
  const content = readIfThere(path);
  const end = content.lastIndexOf("\n") + 1;
  const lines = content.slice(0, end).split("\n").slice(0, -1);
  const values = new Map<string, unknown>();
  const entries = lines.flatMap((line, index) => parse(line, path, index + 1));
  for (const { key, value } of entries) {
    if (value === undefined) values.delete(key);
    else values.set(key, value);
  }
  return { values, entries: entries.length, length: Buffer.byteLength(content.slice(0, end)) };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

function parse(line: string, path: string, lineNumber: number): readonly Entry[] {
  try {
    const parsed = JSON.parse(line) as Entry | readonly Entry[];
    const entries: readonly Entry[] = Array.isArray(parsed) ? parsed : [parsed];
    if (entries.every(({ key }) => typeof key === "string")) return entries;
  } catch {
    // The error below names the file and the line.
  }
  throw new StateCorruptedError(path, lineNumber);
}

function compact(path: string, values: ReadonlyMap<string, unknown>): number {
  const lines = [...values].map(([key, value]) => `${JSON.stringify({ key, value })}\n`).join("");
  const temporary = `${path}.new`;
  const file = openSync(temporary, "w", PRIVATE);
  try {
    writeFileSync(file, lines);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  return Buffer.byteLength(lines);
}

/** The local cloud's file holds something that it did not write. */
export class StateCorruptedError extends UserError {
  constructor(path: string, lineNumber: number) {
    super(
      `the local cloud's state can't be read: ${path}, line ${lineNumber}`,
      `Restore the file from a copy, or give up all local deployments: rm -r .local/cloud .local/pulumi/state`,
    );
  }
}
