import type { TargetOptions } from "./target-options";

/** The target for a command that only reads what is recorded: it starts nothing of the rehearsal. */
export function quietly(target: TargetOptions): TargetOptions {
  return { ...target, live: { ...target.live, runs: false } };
}
