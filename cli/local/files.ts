import { linkSync, lstatSync, readlinkSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";

/**
 * Replaces a file at once: whoever reads it, and whatever interrupts this or fills the disk, finds the old or the new
 * text as a whole.
 */
export function replaceFile(path: string, text: string): void {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  beside(path, (temporary) => {
    writeFileSync(temporary, text, { mode });
    renameSync(temporary, path);
  });
}

/** Creates a file that only this user can read, at once and with its whole text, unless it is there. */
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

/** Makes a symbolic link lead to its target, at once; it may have been copied here from another checkout. */
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
