import { requireWhole } from "../shared/bounds";
import { requireLogRetention } from "../shared/log-retention";
import type { ArgumentProblems } from "../shared/validation";
import type { WebFirewallArgs } from "./args";

/** Limits of a rate-based rule (AWS WAF API Reference, RateBasedStatement). */
const RATE_LIMIT = { smallest: 10, largest: 2_000_000_000 };

/** Records limits, rules and retention that AWS refuses; a firewall that is switched off has none. */
export function validateWebFirewall(
  webFirewall: WebFirewallArgs | false | undefined,
  problems: ArgumentProblems,
): void {
  if (webFirewall === undefined || webFirewall === false) return;
  const { requestsPerFiveMinutes, countOnlyRules = [], logRetentionDays } = webFirewall;
  requireWhole(problems, "webFirewall.requestsPerFiveMinutes", requestsPerFiveMinutes, RATE_LIMIT);
  countOnlyRules.forEach((rule, index) => {
    problems.require(
      /^\w+$/.test(rule),
      `webFirewall.countOnlyRules[${index}]`,
      `must be a rule of AWSManagedRulesCommonRuleSet, such as "SizeRestrictions_BODY", got ${JSON.stringify(rule)}`,
    );
  });
  requireLogRetention(problems, "webFirewall.logRetentionDays", logRetentionDays);
}
