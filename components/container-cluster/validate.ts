import { isLogRetention, logRetentionProblem } from "../shared/log-retention";
import { checkTags } from "../shared/tag-rules";
import type { ArgumentProblems } from "../shared/validation";
import type { ContainerClusterArgs } from "./args";

/** Records a retention that CloudWatch Logs doesn't know, and tags that AWS refuses. */
export function validateContainerCluster(
  { logRetentionDays: days, tags }: ContainerClusterArgs,
  problems: ArgumentProblems,
): void {
  if (days !== undefined && !isLogRetention(days)) problems.add("logRetentionDays", logRetentionProblem(days));
  checkTags(problems, tags);
}
