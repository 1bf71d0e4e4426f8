import type { Rule } from "../../model/resource-type";
import { refusedIf } from "../../model/warning";
import { isAwaited } from "./service-wait";

/** A rule that the deployment breaks: the provider tells of it where it waits for the deployment, and ECS to nobody else. */
export function rolledBack(rule: Rule): Rule {
  return refusedIf(isAwaited, rule, "the deployment is rolled back");
}
