import { refuse } from "../../model/aws-error";
import { objects, text, type Properties } from "../../model/values";
import { given, NotModelledError } from "../shared/inputs";
import { INVALID_PARAMETER, invalidParameter, requireExactlyOne, RULE_ACTION } from "./invalid-parameter";

/**
 * Capacity of the rule groups that AWS manages (AWS WAF Developer Guide, "AWS Managed Rules rule groups list"), without
 * those that need the addresses of an application's sign-in and sign-up pages.
 */
const CAPACITY_BY_GROUP: Readonly<Record<string, number>> = {
  AWSManagedRulesAdminProtectionRuleSet: 100,
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesBotControlRuleSet: 50,
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesLinuxRuleSet: 200,
  AWSManagedRulesPHPRuleSet: 100,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesUnixRuleSet: 100,
  AWSManagedRulesWindowsRuleSet: 200,
  AWSManagedRulesWordPressRuleSet: 100,
};

/** Groups with settings, which the local cloud doesn't model. */
const GROUPS_WITH_SETTINGS = [
  "AWSManagedRulesACFPRuleSet",
  "AWSManagedRulesATPRuleSet",
  "AWSManagedRulesAntiDDoSRuleSet",
];

export function capacityOfManagedRuleGroup(statement: Properties): number {
  return CAPACITY_BY_GROUP[text(statement, "name") ?? ""] ?? 0;
}

/** AWS WAF Developer Guide, "Managed rule group statement". */
export function requireManagedRuleGroup(statement: Properties, path: string): void {
  refuseUnmodelledSettings(statement, path);
  const name = text(statement, "name") ?? "";
  if (CAPACITY_BY_GROUP[name] === undefined) {
    refuse(
      INVALID_PARAMETER,
      invalidParameter("A reference in your rule statement is not valid.", "RULE", "Statement"),
      `${path}.name: ${name}`,
    );
  }
  objects(statement, "ruleActionOverrides").forEach((override, index) => {
    requireExactlyOne(override, "actionToUse", RULE_ACTION, `${path}.ruleActionOverrides[${index}].actionToUse`);
  });
}

function refuseUnmodelledSettings(statement: Properties, path: string): void {
  const settings = given(statement, ["managedRuleGroupConfigs", "scopeDownStatement", "version"]);
  const foreign = text(statement, "vendorName") === "AWS" ? [] : ["vendorName"];
  const withSettings = GROUPS_WITH_SETTINGS.includes(text(statement, "name") ?? "") ? ["name"] : [];
  const unmodelled = [...settings, ...foreign, ...withSettings].map((input) => `${path}.${input}`);
  if (unmodelled.length === 0) return;
  throw new NotModelledError("these managed rule groups", unmodelled, "services/wafv2/managed-rule-group-statement.ts");
}
