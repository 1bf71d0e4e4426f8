import { DeploymentProblem } from "../automation/model/problem";
import { UserError } from "../tools/shared/user-error";
import type { Help } from "./help";
import type { Report } from "./local/session";

/** The call of a command. */
export interface Call {
  /** Folder of the project. */
  readonly root: string;
  /** What follows the command's name on the command line. */
  readonly args: readonly string[];
  /** Shows what the command was asked for, on standard output. */
  readonly print: Report;
  /** Shows what happens meanwhile, on standard error. */
  readonly report: Report;
}

/** A command of package.json's scripts: what the file of its name in `commands` exports. */
export interface Command {
  readonly help: Help;
  /**
   * Whether its arguments are another command's. `--help` behind the first of them then belongs to that command.
   * @default false
   */
  readonly runsAnother?: boolean;
  /** @returns the exit code */
  readonly run: (call: Call) => Promise<number>;
}

/** A command line that can't be followed; exit code 2. */
export class UsageError extends UserError {}

/** The exit code of a command that threw: 2 for its command line, 3 for what was refused, 1 for other failures. */
export function exitCodeFor(error: unknown): number {
  if (error instanceof UsageError) return 2;
  return error instanceof DeploymentProblem && error.isRefusal ? 3 : 1;
}
