import {
  closeSync,
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
import { StateCorruptedError } from "./state-corrupted-error";

/** Fewer lines than this are not worth compacting. */
const COMPACTION_THRESHOLD = 2_000;

export interface Entry {
  readonly key: string;
  /** Undefined for a removal. */
  readonly value?: unknown;
}

/**
 * Keyed values on disk, one line a change. A process that is killed loses at most the line in flight: an unfinished
 * last line is cut off at the next start. A rewritten file takes the old one's place atomically.
 */
export class Journal {
  private readonly file: number;
  private size: number;

  private constructor(path: string, length: number) {
    this.file = openSync(path, "a");
    this.size = length;
  }

  /**
   * Opens or creates the journal of a directory.
   * @throws {StateCorruptedError} when a line before the last one can't be read.
   */
  static open(directory: string): { journal: Journal; values: Map<string, unknown> } {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, "journal.jsonl");
    const { values, lines, length } = replay(path);
    if (lines > COMPACTION_THRESHOLD && lines > 2 * values.size)
      return { journal: new Journal(path, compact(path, values)), values };
    const journal = new Journal(path, length);
    journal.cutTo(length);
    return { journal, values };
  }

  /** Writes a change; when the disk is full or fails, nothing of it stays and the error is passed on. */
  append(entry: Entry): void {
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
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

function replay(path: string): { values: Map<string, unknown>; lines: number; length: number } {
  const content = readIfThere(path);
  const end = content.lastIndexOf("\n") + 1;
  const lines = content.slice(0, end).split("\n").slice(0, -1);
  const values = new Map<string, unknown>();
  lines.forEach((line, index) => {
    const entry = parse(line, path, index + 1);
    if (entry.value === undefined) values.delete(entry.key);
    else values.set(entry.key, entry.value);
  });
  return { values, lines: lines.length, length: Buffer.byteLength(content.slice(0, end)) };
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  }
}

function parse(line: string, path: string, lineNumber: number): Entry {
  try {
    const entry = JSON.parse(line) as Entry;
    if (typeof entry.key === "string") return entry;
  } catch {
    // Reported below with what is known about the place.
  }
  throw new StateCorruptedError(path, lineNumber);
}

function compact(path: string, values: ReadonlyMap<string, unknown>): number {
  const lines = [...values].map(([key, value]) => `${JSON.stringify({ key, value })}\n`).join("");
  const temporary = `${path}.new`;
  const file = openSync(temporary, "w", 0o600);
  try {
    writeFileSync(file, lines);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(temporary, path);
  return Buffer.byteLength(lines);
}
