import { objects, text, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { NotModelledError } from "../shared/not-modelled";
import { CAPACITY_BY_MANAGED_GROUP, MANAGED_GROUPS_WITH_SETTINGS } from "./managed-rule-groups";
import { invalidParameter } from "./refusal";
import { requireRuleAction } from "./rule-action";
import type { StatementKind } from "./statement-kind";

const FILE = "services/wafv2/managed-rule-group-statement.ts";

/** AWS WAF Developer Guide, "Managed rule group statement". */
export const managedRuleGroup: StatementKind = {
  input: "managedRuleGroupStatement",
  isGroup: true,
  capacity: (statement) => CAPACITY_BY_MANAGED_GROUP[text(statement, "name") ?? ""] ?? 0,
  require: requireManagedRuleGroup,
};

function requireManagedRuleGroup(statement: Properties, path: string): void {
  refuseUnmodelledSettings(statement, path);
  const name = text(statement, "name") ?? "";
  if (CAPACITY_BY_MANAGED_GROUP[name] === undefined) {
    throw invalidParameter({
      reason: "A reference in your rule statement is not valid.",
      field: "RULE",
      parameter: "Statement",
      input: `${path}.name: ${name}`,
    });
  }
  objects(statement, "ruleActionOverrides").forEach((override, index) => {
    requireRuleAction(override, "actionToUse", `${path}.ruleActionOverrides[${index}].actionToUse`);
  });
}

function refuseUnmodelledSettings(statement: Properties, path: string): void {
  const settings = given(statement, ["managedRuleGroupConfigs", "scopeDownStatement", "version"]);
  const foreign = text(statement, "vendorName") === "AWS" ? [] : ["vendorName"];
  const withSettings = MANAGED_GROUPS_WITH_SETTINGS.includes(text(statement, "name") ?? "") ? ["name"] : [];
  const unmodelled = [...settings, ...foreign, ...withSettings].map((input) => `${path}.${input}`);
  if (unmodelled.length > 0) throw new NotModelledError("these managed rule groups", unmodelled, FILE);
}
