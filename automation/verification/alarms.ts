import { parseArn } from "../../components/shared/arn";
import type { AlarmFacts } from "./facts";

/** Whether an alarm is in ALARM, and not one that only scales: those that scale in rest in ALARM. */
export function isRinging(alarm: AlarmFacts): boolean {
  return alarm.state === "ALARM" && !isScaling(alarm);
}

/** Whether an alarm does nothing but scale (Amazon CloudWatch User Guide, "Alarm actions"). */
export function isScaling({ actions }: Pick<AlarmFacts, "actions">): boolean {
  return actions.length > 0 && actions.every(isScalingPolicy);
}

/** ARNs of scaling policies are Auto Scaling's, also those of Application Auto Scaling. */
function isScalingPolicy(action: string): boolean {
  const { service, resource } = parseArn(action);
  return service === "autoscaling" && resource.startsWith("scalingPolicy:");
}
