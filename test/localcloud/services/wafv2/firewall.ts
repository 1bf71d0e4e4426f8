import type { TestCloud } from "../../support";

export const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
export const ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
export const LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";

export function visibility(metricName: string) {
  return { visibilityConfig: { cloudwatchMetricsEnabled: true, metricName, sampledRequestsEnabled: true } };
}

/** A rule with one of AWS's groups. */
export function managed(priority: number, name = "AWSManagedRulesCommonRuleSet", more: object = {}) {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: { managedRuleGroupStatement: { vendorName: "AWS", name, ...more } },
    ...visibility(name),
  };
}

/** A rule that blocks who asks too often. */
export function rateLimit(priority: number, more: object = {}) {
  return {
    name: "RateLimit",
    priority,
    action: { block: {} },
    statement: { rateBasedStatement: { aggregateKeyType: "IP", limit: 2000, ...more } },
    ...visibility("RateLimit"),
  };
}

/** Inputs of a web ACL for load balancers. */
export function aclInputs(name: string, ...rules: object[]) {
  return { name, scope: "REGIONAL", defaultAction: { allow: {} }, rules, ...visibility(name) };
}

export function createAcl(cloud: TestCloud, name: string, region?: string) {
  return cloud.create(WEB_ACL, aclInputs(name, rateLimit(0)), region);
}
