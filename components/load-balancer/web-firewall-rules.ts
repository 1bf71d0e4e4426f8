import type * as aws from "@pulumi/aws";
import { boundedName } from "../shared/naming";

type Rule = aws.types.input.wafv2.WebAclRule;
type Visibility = aws.types.input.wafv2.WebAclVisibilityConfig;

/** Which requests the firewall stops. */
export interface WebFirewallSettings {
  readonly requestsPerFiveMinutes: number;
  readonly countOnlyRules: readonly string[];
}

const MAXIMUM_METRIC_NAME_LENGTH = 128;
const CORE_RULE_SET = "AWSManagedRulesCommonRuleSet";

/** Cheapest and surest first: known bad addresses, then floods, then what has to be read in full. */
const RULE_SETS_BEFORE_RATE_LIMIT = ["AWSManagedRulesAmazonIpReputationList"];
const RULE_SETS_AFTER_RATE_LIMIT = ["AWSManagedRulesKnownBadInputsRuleSet", CORE_RULE_SET];

/** Rules of the firewall, in the order in which they are asked. */
export function webFirewallRules(name: string, settings: WebFirewallSettings): Rule[] {
  const managed = (ruleSet: string): Omit<Rule, "priority"> =>
    managedRuleSet(name, ruleSet, ruleSet === CORE_RULE_SET ? settings.countOnlyRules : []);
  return [
    ...RULE_SETS_BEFORE_RATE_LIMIT.map(managed),
    rateLimit(name, settings.requestsPerFiveMinutes),
    ...RULE_SETS_AFTER_RATE_LIMIT.map(managed),
  ].map((rule, priority) => ({ ...rule, priority }));
}

/** Metrics and sampled requests of the firewall or one of its rules. */
export function visibility(metricName: string): Visibility {
  return {
    cloudwatchMetricsEnabled: true,
    sampledRequestsEnabled: true,
    metricName: boundedName(metricName, MAXIMUM_METRIC_NAME_LENGTH),
  };
}

function managedRuleSet(name: string, ruleSet: string, countOnly: readonly string[]): Omit<Rule, "priority"> {
  const ruleActionOverrides = countOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } }));
  return {
    name: ruleSet,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name: ruleSet, ruleActionOverrides } },
    visibilityConfig: visibility(`${name}-${ruleSet}`),
  };
}

function rateLimit(name: string, limit: number): Omit<Rule, "priority"> {
  return {
    name: "RateLimit",
    action: { block: {} },
    statement: { rateBasedStatement: { aggregateKeyType: "IP", evaluationWindowSec: 300, limit } },
    visibilityConfig: visibility(`${name}-RateLimit`),
  };
}
