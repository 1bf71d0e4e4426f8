import { requireLogRetention } from "../shared/log-retention";
import { memoryMebibytes } from "../shared/quantity";
import { checkTags } from "../shared/tag-rules";
import type { ArgumentProblems } from "../shared/validation";
import type { AgentDaemonArgs } from "./agent-daemon-args";
import { validateAgentSettings } from "./agent-settings";

/** Below that, the agent is killed as soon as it starts (Datadog, "Agent overhead"). */
const LEAST_MEBIBYTES = 256;

/** Records everything in the arguments that could not work. */
export function validateAgentDaemon(args: AgentDaemonArgs, problems: ArgumentProblems): void {
  validateAgentSettings(args, problems);
  const { memory } = args;
  const mebibytes = memory === undefined ? undefined : problems.attempt("memory", () => memoryMebibytes(memory));
  problems.require(
    mebibytes === undefined || mebibytes >= LEAST_MEBIBYTES,
    "memory",
    `must be at least "${LEAST_MEBIBYTES}Mi", got "${memory ?? ""}"`,
  );
  requireLogRetention(problems, "logRetentionDays", args.logRetentionDays);
  checkTags(problems, args.tags);
}
