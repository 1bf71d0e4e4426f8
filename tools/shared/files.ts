import { linkSync, lstatSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";

/**
 * Replaces a file atomically: readers find the old text or the new one, also if this process dies or the disk is full.
 */
export function replaceFile(path: string, text: string): void {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  beside(path, (temporary) => {
    writeFileSync(temporary, text, { mode });
    renameSync(temporary, path);
  });
}

/** Creates a file atomically that only this user can read. A file that exists stays. */
export function createPrivateFile(path: string, text: string): void {
  beside(path, (temporary) => {
    writeFileSync(temporary, text, { mode: 0o600 });
    try {
      linkSync(temporary, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  });
}

/**
 * Makes a symbolic link lead to its target, atomically. The link may come from a copied checkout and lead elsewhere.
 */
export function replaceLink(target: string, link: string): void {
  const isLink = lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  if (isLink && readlinkSync(link) === target) return;
  if (!isLink) rmSync(link, { force: true, recursive: true });
  beside(link, (temporary) => {
    symlinkSync(target, temporary);
    renameSync(temporary, link);
  });
}

function beside(path: string, put: (temporary: string) => void): void {
  const temporary = `${path}.${process.pid}.new`;
  try {
    put(temporary);
  } finally {
    rmSync(temporary, { force: true });
  }
}
