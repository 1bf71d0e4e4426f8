import { durationSeconds, durationText } from "../../shared/quantity";
import type { ArgumentProblems } from "../../shared/validation";
import { type Rule, type RuleFile, ruleFileYaml } from "./rule-file";

/**
 * What the ruler of Amazon Managed Service for Prometheus takes (User Guide, "Amazon Managed Service for Prometheus
 * service quotas"; API Reference, CreateRuleGroupsNamespace, for the names).
 */
export const RULER_QUOTAS = {
  leastIntervalSeconds: 30,
  fileBytes: 1_000_000,
  rulesOfWorkspace: 2000,
  nameBytes: 721,
} as const;

/**
 * The rules as a rule groups namespace of Amazon Managed Service for Prometheus, for when one Prometheus is too small.
 * Its ruler evaluates no group more often than every 30 seconds, so that dead instances are found later than
 * the objective of 30 seconds demands: keep the group `instances` in Prometheus beside it.
 */
export function managedRuleFile(file: RuleFile): RuleFile {
  return {
    groups: file.groups.map(({ name, interval, rules }) => ({
      name,
      interval: durationText(Math.max(durationSeconds(interval), RULER_QUOTAS.leastIntervalSeconds)),
      rules: rules.map(withoutKeepFiring),
    })),
  };
}

/** Records what the ruler would refuse. */
export function validateManagedRules(namespace: string, file: RuleFile, problems: ArgumentProblems): void {
  const { fileBytes, rulesOfWorkspace, nameBytes, leastIntervalSeconds } = RULER_QUOTAS;
  const bytes = Buffer.byteLength(ruleFileYaml(file));
  const count = file.groups.reduce((sum, { rules }) => sum + rules.length, 0);
  problems.require(
    bytes <= fileBytes,
    "groups",
    `must be ${fileBytes} bytes at most as YAML, got ${bytes}; divide the services over several namespaces`,
  );
  problems.require(
    count <= rulesOfWorkspace,
    "groups",
    `must be ${rulesOfWorkspace} rules at most in a workspace, got ${count}; have the quota raised`,
  );
  file.groups.forEach(({ name, interval }, index) => {
    problems.require(
      Buffer.byteLength(namespace) + Buffer.byteLength(name) <= nameBytes,
      `groups[${index}].name`,
      `must be ${nameBytes} bytes at most with the namespace's name, got ${JSON.stringify(name)}`,
    );
    problems.require(
      durationSeconds(interval) >= leastIntervalSeconds,
      `groups[${index}].interval`,
      `must be ${leastIntervalSeconds} s at least, got ${JSON.stringify(interval)}; managedRuleFile raises it`,
    );
  });
}

/** Cortex, whose format the ruler's is, knows it in its latest versions only. */
function withoutKeepFiring(rule: Rule): Rule {
  return "record" in rule ? rule : { ...rule, keep_firing_for: undefined };
}
