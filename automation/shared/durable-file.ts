import { randomUUID } from "node:crypto";
import { link, mkdir, open, rename, rm, stat, truncate } from "node:fs/promises";
import { dirname } from "node:path";

/** Who deploys reads these files, and nobody else of the machine. */
const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;

/** Adds text at a file's end, on the disk when the promise resolves; of a text that doesn't fit, nothing stays. */
export async function appendDurably(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: PRIVATE_DIRECTORY });
  const before = await sizeOf(path);
  const file = await open(path, "a", PRIVATE_FILE);
  try {
    await file.appendFile(text);
    await file.sync();
  } catch (error) {
    await truncate(path, before ?? 0);
    throw error;
  } finally {
    await file.close();
  }
  if (before === undefined) await syncDirectory(dirname(path));
}

/** Cuts a file to a length, on the disk when the promise resolves. */
export async function cutDurably(path: string, length: number): Promise<void> {
  const file = await open(path, "r+");
  try {
    await file.truncate(length);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Writes a file as a whole: who reads it finds the old text or the new one, whenever this process dies. */
export async function replaceDurably(path: string, text: string): Promise<void> {
  await beside(path, text, (temporary) => rename(temporary, path));
}

/**
 * Creates a file as a whole, and only one of those who try at once does.
 * @returns false where the file exists.
 */
export async function createDurably(path: string, text: string): Promise<boolean> {
  try {
    await beside(path, text, (temporary) => link(temporary, path));
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** Whether an error of the file system has a code such as `ENOENT`. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}

async function beside(path: string, text: string, put: (temporary: string) => Promise<void>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: PRIVATE_DIRECTORY });
  const temporary = `${path}.${randomUUID()}.new`;
  try {
    const file = await open(temporary, "wx", PRIVATE_FILE);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await put(temporary);
    await syncDirectory(dirname(path));
  } finally {
    await rm(temporary, { force: true });
  }
}

/** A file's name is on the disk once its directory is (fsync(2)). */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}
