import { visibility, webFirewallRules } from "../../../components/load-balancer/web-firewall-rules";

const rules = webFirewallRules("web", { requestsPerFiveMinutes: 2000, countOnlyRules: ["SizeRestrictions_BODY"] });

describe("webFirewallRules", () => {
  it("asks AWS's rule groups and the rate limit, cheapest first", () => {
    expect(rules.map(({ name, priority }) => [priority, name])).toEqual([
      [0, "AWSManagedRulesAmazonIpReputationList"],
      [1, "RateLimit"],
      [2, "AWSManagedRulesKnownBadInputsRuleSet"],
      [3, "AWSManagedRulesCommonRuleSet"],
    ]);
  });

  it("blocks an address that sends too many requests in five minutes", () => {
    expect(rules[1]).toMatchObject({
      action: { block: {} },
      statement: { rateBasedStatement: { aggregateKeyType: "IP", evaluationWindowSec: 300, limit: 2000 } },
    });
  });

  it("only counts the named rules of the core rule set", () => {
    const overrides = rules.map(
      ({ statement }) =>
        (statement as { managedRuleGroupStatement?: { ruleActionOverrides: unknown } }).managedRuleGroupStatement
          ?.ruleActionOverrides,
    );

    expect(overrides).toEqual([[], undefined, [], [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }]]);
  });

  it("has metrics by names of its own", () => {
    const names = rules.map(({ visibilityConfig }) => (visibilityConfig as { metricName: string }).metricName);

    expect(new Set(names).size).toBe(rules.length);
  });
});

describe("visibility", () => {
  it("keeps a metric's name within 128 characters", () => {
    expect(visibility("w".repeat(200)).metricName).toHaveLength(128);
  });
});
