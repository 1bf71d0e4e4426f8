import { UserError } from "../tools/shared/user-error";

/** What to do about failures of the machine, by Node's error code. */
const MACHINE_FAILURES: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full: make room, then run the command again; nothing that was finished is lost",
  EROFS: "the file system is read-only: work on a copy of the project in a folder that can be written to",
  EACCES: "permission is missing: make the project's folder writable for this user",
  EADDRINUSE: "a port is taken: run the command again; it looks for free ones",
};

/** A failure as people read it: what happened and the next step; with a stack trace only when it is a defect of ours. */
export function describeFailure(error: unknown): string {
  if (error instanceof UserError) return `error: ${error.message}\n  ${error.nextStep}`;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const nextStep = MACHINE_FAILURES[code];
  if (error instanceof Error && nextStep !== undefined) return `error: ${error.message}\n  ${nextStep}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
