import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * File that is written last into the folder of an engine. It records what the engine is and the size of each of its
 * files.
 */
export interface Stamp {
  /** The kind of machine that it runs on. */
  readonly machine: string;
  readonly version: string;
  readonly source: string;
  readonly sizes: Readonly<Record<string, number>>;
}

export const STAMP = "engine.json";

/** Machines may share a checkout, such as a laptop and its containers. */
export const MACHINE = `${process.platform}-${process.arch}`;

/** The stamp in a folder; undefined if there is no readable one. */
export async function readStamp(directory: string): Promise<Stamp | undefined> {
  try {
    const content: unknown = JSON.parse(await readFile(join(directory, STAMP), "utf8"));
    return isStamp(content) ? content : undefined;
  } catch {
    return undefined; // absent or cut short
  }
}

export function writeStamp(directory: string, stamp: Stamp): Promise<void> {
  return writeFile(join(directory, STAMP), JSON.stringify(stamp, undefined, 2));
}

function isStamp(content: unknown): content is Stamp {
  if (typeof content !== "object" || content === null) return false;
  const { machine, version, source, sizes } = content as Partial<Record<keyof Stamp, unknown>>;
  const areTexts = [machine, version, source].every((each) => typeof each === "string");
  return areTexts && typeof sizes === "object" && sizes !== null;
}
