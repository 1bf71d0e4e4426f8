import { requireLogRetention } from "../shared/log-retention";
import type { ArgumentProblems } from "../shared/validation";
import type { FlowLogsArgs } from "./flow-logs-args";

/** Records a retention that CloudWatch Logs doesn't know. */
export function validateFlowLogs(
  { retentionDays }: Pick<FlowLogsArgs, "retentionDays">,
  problems: ArgumentProblems,
): void {
  requireLogRetention(problems, "retentionDays", retentionDays);
}
