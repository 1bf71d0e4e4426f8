import { managedRuleFile, type RuleFile, ruleFile } from "../monitoring";
import type { MonitoringStackArgs } from "./args";

/** Where rules are evaluated: in Prometheus, or in Amazon Managed Service for Prometheus. */
export type RulesPlace = "prometheus" | "managed-prometheus";

/** Group of the rules that find dead instances, for which the managed service is too slow. */
const DETECTION_GROUP = "instances";

/** The rules of each that evaluates some. */
export interface Rules {
  readonly prometheus: RuleFile;
  /** Undefined where Prometheus evaluates all. */
  readonly managed: RuleFile | undefined;
}

/** The rules of all that is watched. Prometheus keeps those that find dead instances in any case. */
export function rulesOf({ rulesIn = "prometheus", system }: Pick<MonitoringStackArgs, "rulesIn" | "system">): Rules {
  const file = ruleFile(system);
  if (rulesIn === "prometheus") return { prometheus: file, managed: undefined };
  const own = groupsOf(file, (name) => name === DETECTION_GROUP);
  const others = groupsOf(file, (name) => name !== DETECTION_GROUP);
  return { prometheus: own, managed: managedRuleFile(others) };
}

function groupsOf({ groups }: RuleFile, isAmong: (name: string) => boolean): RuleFile {
  return { groups: groups.filter(({ name }) => isAmong(name)) };
}
