"use strict";

// Plain JavaScript, since an installation that fails has to be described before any compiler is there.

/**
 * The next step for failures of the machine, by Node's error code.
 * @type {Readonly<Record<string, string>>}
 */
const MACHINE_FAILURES = {
  ENOSPC: "The disk is full: make room, then run the command again; nothing that was finished is lost.",
  EDQUOT: "The disk quota is used up: make room, then run the command again; nothing that was finished is lost.",
  EROFS: "The file system is read-only: work on a copy of the project in a folder that can be written to.",
  EACCES: "Permission is missing: make the project's folder writable for this user.",
  EPERM: "Permission is missing: make the project's folder writable for this user.",
  EMFILE: "Too many files are open: raise the limit (ulimit -n 4096), then run the command again.",
  EADDRINUSE: "A port is taken: run the command again; it looks for free ones.",
};

/**
 * Describes a failure: the message and the next step. Only a defect of this project has a stack trace.
 * @param {unknown} error
 * @returns {string}
 */
function describeFailure(error) {
  if (typeof error !== "object" || error === null) return String(error);
  const { message, stack, code, nextStep } = /** @type {NodeJS.ErrnoException & { nextStep?: string }} */ (error);
  const remedy = nextStep ?? (code === undefined ? undefined : MACHINE_FAILURES[code]);
  return remedy === undefined ? (stack ?? message) : `error: ${message}\n  ${remedy}`;
}

module.exports = { describeFailure };
