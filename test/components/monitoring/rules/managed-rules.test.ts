import { managedRuleFile, type RuleFile, ruleFile, validateManagedRules } from "../../../../components/monitoring";
import { ArgumentProblems } from "../../../../components/shared/validation";
import { monitoredSystem } from "../system";

function problemsOf(file: RuleFile, namespace = "rules"): string[] {
  const problems = new ArgumentProblems();
  validateManagedRules(namespace, file, problems);
  return problems.all.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

describe("the rules in Amazon Managed Service for Prometheus", () => {
  const file = ruleFile(monitoredSystem());
  const managed = managedRuleFile(file);

  it("are the same, evaluated as often as its ruler does", () => {
    const expressions = ({ groups }: RuleFile) => groups.map(({ rules }) => rules.map(({ expr }) => expr));

    expect(expressions(managed)).toEqual(expressions(file));
    expect(managed.groups.map(({ interval }) => interval)).toEqual(managed.groups.map(() => "30s"));
    expect(JSON.stringify(managed)).not.toContain("keep_firing_for");
    expect(JSON.stringify(file)).toContain("keep_firing_for");
  });

  it("are within its quotas", () => {
    expect(problemsOf(managed)).toEqual([]);
  });

  it("are refused where a group is evaluated more often", () => {
    expect(problemsOf(file)).toEqual([
      'groups[1].interval: must be 30 s at least, got "5s"; managedRuleFile raises it',
    ]);
  });

  it("are refused with every quota that they exceed", () => {
    const rule = { record: "a:b:c", expr: "x".repeat(500) };
    const large = {
      groups: [{ name: "n".repeat(700), interval: "30s", rules: Array.from({ length: 2001 }, () => rule) }],
    };

    expect(problemsOf(large, "namespace".repeat(3))).toEqual([
      expect.stringContaining("groups: must be 1000000 bytes at most as YAML"),
      expect.stringContaining("groups: must be 2000 rules at most in a workspace, got 2001"),
      expect.stringContaining("groups[0].name: must be 721 bytes at most with the namespace's name"),
    ]);
  });
});
