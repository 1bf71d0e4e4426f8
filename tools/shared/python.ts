import { spawnSync } from "node:child_process";
import { UserError } from "./user-error";

/**
 * Runs Python 3, which only generators need, and gives what it printed.
 * @param wanted what can't be made without it, as the subject of a sentence.
 * @param needs what the run takes, as it follows "It takes".
 * @throws {UserError} with the last line that it wrote about a failure.
 */
export function runPython(args: readonly string[], wanted: string, needs: string): string {
  const { error, status, stdout, stderr } = spawnSync("python3", args, { encoding: "utf8", env: process.env });
  if (error === undefined && status === 0) return stdout.trim();
  const reason = error === undefined ? stderr.trim().split("\n").at(-1) : "python3 can't be started";
  throw new UserError(
    `${wanted} can't be made: ${reason ?? ""}`,
    `It takes ${needs}; add what is missing and try again.`,
    {
      cause: error,
    },
  );
}
