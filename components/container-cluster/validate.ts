import { requireLogRetention } from "../shared/log-retention";
import { checkTags } from "../shared/tag-rules";
import type { ArgumentProblems } from "../shared/validation";
import type { ContainerClusterArgs } from "./args";

/** Records a retention that CloudWatch Logs doesn't know, and tags that AWS refuses. */
export function validateContainerCluster(
  { logRetentionDays, tags }: ContainerClusterArgs,
  problems: ArgumentProblems,
): void {
  requireLogRetention(problems, "logRetentionDays", logRetentionDays);
  checkTags(problems, tags);
}
