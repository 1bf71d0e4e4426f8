import type { Samples } from "../../limits/samples";
import { BALANCER, TAGS, WEB_ACL } from "../../limits/samples/values";

/** What usual programs ask of web application firewalls, by resource type: AWS accepts all of it. */
export const SAMPLES: Samples = {
  "aws:wafv2/webAcl:WebAcl": {
    name: "proofpix-production",
    description: "Firewall of ProofPix",
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    rules: [
      {
        name: "core",
        priority: 0,
        overrideAction: { none: {} },
        statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
        visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "core", sampledRequestsEnabled: true },
      },
      {
        name: "rate",
        priority: 1,
        action: { block: {} },
        statement: { rateBasedStatement: { limit: 2000, aggregateKeyType: "IP", evaluationWindowSec: 300 } },
        visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "rate", sampledRequestsEnabled: true },
      },
    ],
    visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "all", sampledRequestsEnabled: true },
    tags: TAGS,
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": { resourceArn: BALANCER, webAclArn: WEB_ACL },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
    resourceArn: WEB_ACL,
    logDestinationConfigs: ["arn:aws:logs:eu-west-1:123456789012:log-group:aws-waf-logs-proofpix"],
    redactedFields: [{ singleHeader: { name: "authorization" } }],
  },
};
