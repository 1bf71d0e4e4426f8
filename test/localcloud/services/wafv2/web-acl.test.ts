import { describeRules, inLocalCloud } from "../../support";
import { aclInputs, createAcl, LOGGING, managed, rateLimit, visibility, WEB_ACL } from "./firewall";

const INVALID = "WAFInvalidParameterException";
const NOT_EXACTLY_ONE = "You have used none or multiple values for a field that requires exactly one value.";
const GROUPS = ["AmazonIpReputationList", "AnonymousIpList", "KnownBadInputsRuleSet", "CommonRuleSet"];

function rules(...list: object[]) {
  return { rules: list };
}

function geoMatch(more: object = {}) {
  return {
    name: "Countries",
    priority: 0,
    action: { block: {} },
    statement: { geoMatchStatement: { countryCodes: ["XK"] } },
    ...visibility("Countries"),
    ...more,
  };
}

function labelMatch(priority: number) {
  const statement = {
    labelMatchStatement: { scope: "LABEL", key: "awswaf:managed:aws:core-rule-set:NoUserAgent_Header" },
  };
  return geoMatch({ name: "Labels", priority, statement });
}

function customKeys(count: number) {
  const names = Array.from({ length: count }, (_, index) => `x-${index}`);
  return names.map((name) => ({ header: { name, textTransformations: [{ priority: 0, type: "NONE" }] } }));
}

/** Rules of rate limits by five headers each, of 152 units together with what they are. */
function costly(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    ...rateLimit(index, { aggregateKeyType: "CUSTOM_KEYS", customKeys: customKeys(5) }),
    name: `RateLimit${index}`,
  }));
}

describeRules(
  WEB_ACL,
  (cloud) => {
    createAcl(cloud, "taken");
    return { inputs: aclInputs("web", rateLimit(0), managed(1)) };
  },
  [
    ["a name that another one has", { name: "taken" }, { name: "taken-2" }, "WAFDuplicateItemException", "taken"],
    [
      "CloudFront's scope outside its region",
      { scope: "CLOUDFRONT" },
      { scope: "REGIONAL" },
      INVALID,
      "The scope is not valid., field: SCOPE_VALUE, parameter: CLOUDFRONT (scope, region: eu-west-1)",
    ],
    [
      "two default actions",
      { defaultAction: { allow: {}, block: {} } },
      { defaultAction: { block: {} } },
      INVALID,
      `${NOT_EXACTLY_ONE}, field: DEFAULT_ACTION, parameter: DefaultAction (defaultAction: allow, block)`,
    ],
    ["no default action", { defaultAction: {} }, {}, INVALID, "(defaultAction: none of allow, block)"],
    ["a rule without statement", rules(geoMatch({ statement: {} })), rules(geoMatch()), INVALID, "field: STATEMENT"],
    [
      "a rule with two statements",
      rules({ ...rateLimit(0), statement: { ...rateLimit(0).statement, ...geoMatch().statement } }),
      rules(rateLimit(0)),
      INVALID,
      "(rules[0].statement: rateBasedStatement, geoMatchStatement)",
    ],
    [
      "a group with an action of a single rule",
      rules({ ...managed(0), action: { block: {} }, overrideAction: undefined }),
      rules(managed(0)),
      INVALID,
      `${NOT_EXACTLY_ONE}, field: RULE, parameter: Rule (rules[0]: managedRuleGroupStatement needs overrideAction`,
    ],
    [
      "a single rule with an action of groups",
      rules(rateLimit(0), { ...geoMatch(), priority: 1, overrideAction: { count: {} } }),
      rules(rateLimit(0), { ...geoMatch(), priority: 1 }),
      INVALID,
      "(rules[1]: geoMatchStatement needs action, got action, overrideAction)",
    ],
    ["a rule without action", rules(geoMatch({ action: undefined })), rules(geoMatch()), INVALID, "got neither"],
    [
      "a rule with two actions in one",
      rules(geoMatch({ action: { block: {}, count: {} } })),
      rules(geoMatch({ action: { count: {} } })),
      INVALID,
      "field: RULE_ACTION, parameter: RuleAction (rules[0].action: block, count)",
    ],
    [
      "a group with two overriding actions",
      rules({ ...managed(0), overrideAction: { none: {}, count: {} } }),
      rules({ ...managed(0), overrideAction: { count: {} } }),
      INVALID,
      "(rules[0].overrideAction: count, none)",
    ],
    [
      "an override of a group's rule by nothing",
      rules(managed(0, undefined, { ruleActionOverrides: [{ name: "SizeRestrictions_BODY", actionToUse: {} }] })),
      rules(
        managed(0, undefined, { ruleActionOverrides: [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }] }),
      ),
      INVALID,
      "(rules[0].statement.managedRuleGroupStatement.ruleActionOverrides[0].actionToUse: none of",
    ],
    [
      "a group that AWS doesn't have",
      rules(managed(0, "AWSManagedRulesCoreRuleSet")),
      rules(managed(0, "AWSManagedRulesCommonRuleSet")),
      INVALID,
      "A reference in your rule statement is not valid., field: RULE, parameter: Statement (rules[0].statement",
    ],
    [
      "two rules of one priority",
      rules(rateLimit(1), managed(1)),
      rules(rateLimit(1), managed(2)),
      INVALID,
      "Another rule already has this priority., field: PRIORITY, parameter: 1 (rules[1].priority)",
    ],
    [
      "two rules of one name",
      rules(geoMatch(), geoMatch({ priority: 1 })),
      rules(geoMatch(), geoMatch({ priority: 1, name: "More" })),
      INVALID,
      "Another rule already has this name., field: RULE, parameter: Countries (rules[1].name)",
    ],
    [
      "a metric with a name of AWS WAF's own",
      rules(geoMatch(visibility("Default_Action"))),
      rules(geoMatch(visibility("DefaultAction"))),
      INVALID,
      "parameter: Default_Action (rules[0].visibilityConfig.metricName)",
    ],
    [
      "another window of time",
      rules(rateLimit(0, { evaluationWindowSec: 30 })),
      rules(rateLimit(0, { evaluationWindowSec: 60 })),
      INVALID,
      "field: EVALUATION_WINDOW_SEC, parameter: 30 (rules[0].statement.rateBasedStatement.evaluationWindowSec)",
    ],
    [
      "forwarded addresses without their header",
      rules(rateLimit(0, { aggregateKeyType: "FORWARDED_IP" })),
      rules(
        rateLimit(0, {
          aggregateKeyType: "FORWARDED_IP",
          forwardedIpConfig: { headerName: "X-Forwarded-For", fallbackBehavior: "MATCH" },
        }),
      ),
      INVALID,
      "(rules[0].statement.rateBasedStatement.forwardedIpConfig)",
    ],
    [
      "a header of forwarded addresses for other ones",
      rules(rateLimit(0, { forwardedIpConfig: { headerName: "X-Forwarded-For", fallbackBehavior: "MATCH" } })),
      rules(
        rateLimit(0, {
          aggregateKeyType: "CUSTOM_KEYS",
          customKeys: [{ forwardedIp: {} }, { httpMethod: {} }],
          forwardedIpConfig: { headerName: "X-Forwarded-For", fallbackBehavior: "MATCH" },
        }),
      ),
      INVALID,
      "parameter: IP (rules[0].statement.rateBasedStatement.forwardedIpConfig)",
    ],
    [
      "custom keys without any",
      rules(rateLimit(0, { aggregateKeyType: "CUSTOM_KEYS" })),
      rules(rateLimit(0, { aggregateKeyType: "CUSTOM_KEYS", customKeys: customKeys(1) })),
      INVALID,
      "parameter: CUSTOM_KEYS",
    ],
    [
      "a custom key of two kinds",
      rules(rateLimit(0, { aggregateKeyType: "CUSTOM_KEYS", customKeys: [{ ip: {}, httpMethod: {} }] })),
      rules(rateLimit(0, { aggregateKeyType: "CUSTOM_KEYS", customKeys: [{ ip: {} }, { httpMethod: {} }] })),
      INVALID,
      "(rules[0].statement.rateBasedStatement.customKeys[0]: httpMethod, ip)",
    ],
    [
      "counting everything without saying of what",
      rules(rateLimit(0, { aggregateKeyType: "CONSTANT" })),
      rules(rateLimit(0)),
      INVALID,
      "parameter: CONSTANT (rules[0].statement.rateBasedStatement.scopeDownStatement)",
    ],
    [
      "more than 5,000 units",
      rules(...costly(33)),
      rules(...costly(32)),
      INVALID,
      "You exceeded the capacity limit for a rule group or web ACL., field: WEB_ACL, parameter: 5016 (rules)",
    ],
  ],
);

describe("a web ACL", () => {
  it("has the capacity of its rules", () => {
    const cloud = inLocalCloud();
    const groups = GROUPS.map((name, index) => managed(index + 1, `AWSManagedRules${name}`));
    const acl = cloud.create(
      WEB_ACL,
      aclInputs("web", rateLimit(0), ...groups, geoMatch({ priority: 9 }), labelMatch(10)),
    );

    expect(cloud.outputs(acl).capacity).toBe(2 + 25 + 50 + 200 + 700 + 1 + 1);
  });

  it("has more capacity for custom keys", () => {
    const cloud = inLocalCloud();
    const acl = cloud.create(WEB_ACL, aclInputs("web", ...costly(1)));

    expect(cloud.outputs(acl).capacity).toBe(2 + 5 * 30);
  });

  it("has an ARN of its scope", () => {
    const cloud = inLocalCloud();
    const regional = createAcl(cloud, "web");
    const global = cloud.create(WEB_ACL, { ...aclInputs("web", rateLimit(0)), scope: "CLOUDFRONT" }, "us-east-1");

    expect(regional.computed.arn).toBe(`arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/web/${regional.id}`);
    expect(global.computed.arn).toBe(`arn:aws:wafv2:us-east-1:123456789012:global/webacl/web/${global.id}`);
  });

  it("changes its capacity and lock with its rules", () => {
    const cloud = inLocalCloud();
    const acl = createAcl(cloud, "web");
    const changed = cloud.outputs(cloud.update(acl, rules(rateLimit(0), managed(1))));

    expect(changed).toMatchObject({ arn: acl.computed.arn, capacity: 702 });
    expect(changed.lockToken).not.toBe(acl.computed.lockToken);
  });

  it("is deleted with its logging configuration", () => {
    const cloud = inLocalCloud();
    const acl = createAcl(cloud, "web");
    const name = "aws-waf-logs-web";
    const group = cloud.create("aws:cloudwatch/logGroup:LogGroup", { name });
    cloud.create(LOGGING, { resourceArn: acl.computed.arn, logDestinationConfigs: [group.computed.arn] });
    cloud.delete(acl);

    expect(cloud.cloud.state.ofType(LOGGING)).toEqual([]);
  });

  it.each([
    ["rules in JSON", { rules: undefined, ruleJson: "[]" }],
    ["a statement inside a statement", rules(rateLimit(0, { scopeDownStatement: geoMatch().statement }))],
    ["a statement on the request", rules(geoMatch({ statement: { sqliMatchStatement: {} } }))],
    ["somebody else's group", rules(managed(0, "Rules", { vendorName: "F5" }))],
    ["a group with settings", rules(managed(0, "AWSManagedRulesATPRuleSet"))],
    ["a version of a group", rules(managed(0, undefined, { version: "Version_1.0" }))],
  ])("with %s is not modelled", (_, inputs) => {
    const cloud = inLocalCloud();

    expect(() => cloud.create(WEB_ACL, { ...aclInputs("web"), ...inputs })).toThrow("doesn't model");
  });
});
