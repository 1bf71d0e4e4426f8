import { lastPartOf } from "../../../../components/shared/arn";
import type { TasksDraft } from "./draft";

/** Amazon ECS Developer Guide, "Amazon ECS service event messages": neither a start nor a stop is allowed. */
export const BLOCKED_BY_CONFIGURATION =
  "was unable to stop or start tasks during a deployment because of the service deployment configuration. " +
  "Update the minimumHealthyPercent or maximumPercent value and try again.";

/** An event of a service in ECS's words (Amazon ECS Developer Guide, "Amazon ECS service event messages"). */
export function serviceEvent(draft: TasksDraft, serviceArn: string, message: string): void {
  draft.event(serviceArn, `(service ${lastPartOf(serviceArn)}) ${message}`);
}

/** Tasks as events list them. */
export function listed(taskArns: readonly string[]): string {
  return taskArns.map((arn) => `(task ${lastPartOf(arn)})`).join(" ");
}
