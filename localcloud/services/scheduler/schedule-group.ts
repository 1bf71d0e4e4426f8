import { arn } from "../../model/identifiers";

/** Group of schedules that every account has (Amazon EventBridge Scheduler User Guide, "Managing schedule groups"). */
export const DEFAULT_GROUP = "default";

/** What Scheduler says of itself when it assumes a role (the same guide, "Confused deputy prevention"). */
export function schedulerContext(region: string, accountId: string): Readonly<Record<string, string>> {
  return {
    "aws:SourceAccount": accountId,
    "aws:SourceArn": arn("scheduler", region, accountId, `schedule-group/${DEFAULT_GROUP}`),
  };
}
