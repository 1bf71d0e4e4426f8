import { hostname } from "node:os";
import type { Emit } from "../../automation/model/event";
import { UsageError } from "../command";
import { liveOptions, type LiveOptions } from "../live/live-options";
import type { Report } from "../local/session";
import { optionValues } from "../option-values";

/** Where a command works: in the rehearsal on this machine, or on AWS. */
export interface TargetOptions {
  readonly isAws: boolean;
  readonly live: LiveOptions;
  /** Who a rehearsal's user is said to be, so that one person can play two. @default the user of this machine */
  readonly as?: string;
  /** Whether a rehearsal asks for the approvals that AWS would need. */
  readonly asksForApproval: boolean;
  /** What is not ours. */
  readonly others: readonly string[];
}

/** What a command needs to work on an environment. */
export interface TargetArgs {
  readonly root: string;
  readonly environment: string;
  readonly target: TargetOptions;
  /** Shows what happens before the work begins. */
  readonly report: Report;
  readonly emit: Emit;
}

/**
 * Reads `--aws`, and the options of the rehearsal: `--as`, `--require-approval`, `--speed`, `--once`, `--no-run`.
 * @throws {UsageError} for options of the rehearsal with `--aws`.
 */
export function targetOptions(argv: readonly string[]): TargetOptions {
  const { values, others } = optionValues(argv, { aws: "flag", as: "value", "require-approval": "flag" });
  const live = liveOptions(others);
  const isAws = values.aws !== undefined;
  const { as, "require-approval": approval } = values;
  if (isAws && (live.others.length !== others.length || as !== undefined || approval !== undefined)) {
    throw new UsageError(
      "--as, --require-approval, --speed, --once and --no-run belong to the rehearsal",
      "Leave them out.",
    );
  }
  return { isAws, live, ...(as !== undefined && { as }), asksForApproval: approval !== undefined, others: live.others };
}

/** The process that works. */
export const THIS_WORKER = { host: hostname(), processId: process.pid };
