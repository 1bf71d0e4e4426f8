import type { Operation } from "../../model/resource-type";
import { flag, number, text } from "../../model/values";

/** Whether the provider waits until the service's tasks run, and so tells of what keeps them from it. */
export function isAwaited({ inputs }: Pick<Operation, "inputs">): boolean {
  if (flag(inputs, "waitForSteadyState") !== true) return false;
  return text(inputs, "schedulingStrategy") === "DAEMON" || (number(inputs, "desiredCount") ?? 0) > 0;
}
