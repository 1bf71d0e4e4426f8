import { checkTags } from "../shared/tag-rules";
import type { ArgumentProblems } from "../shared/validation";
import type { ErrorLogsArgs } from "./args";

/** Amazon CloudWatch Logs API Reference, PutMetricFilter, filterPattern. */
const PATTERN_LENGTH = 1024;

/** Records a pattern that CloudWatch Logs doesn't take, and tags that AWS refuses. */
export function validateErrorLogs({ pattern, tags }: ErrorLogsArgs, problems: ArgumentProblems): void {
  problems.require(
    pattern === undefined || (pattern.trim() !== "" && pattern.length <= PATTERN_LENGTH),
    "pattern",
    `must have 1 to ${PATTERN_LENGTH} characters, got ${pattern?.trim().length ?? 0}; an empty one would count every line`,
  );
  checkTags(problems, tags);
}
