import type { TypeMapping } from "../types";

/** Elastic Load Balancing, and what stands in front of it: certificates, DNS and the web firewall. */
export const LOAD_BALANCING: Readonly<Record<string, TypeMapping>> = {
  "aws:lb/loadBalancer:LoadBalancer": {
    operation: "elbv2.CreateLoadBalancer",
    inputs: { loadBalancerType: "Type" },
  },
  "aws:lb/targetGroup:TargetGroup": {
    operation: "elbv2.CreateTargetGroup",
    inputs: {
      "healthCheck.enabled": "HealthCheckEnabled",
      "healthCheck.healthyThreshold": "HealthyThresholdCount",
      "healthCheck.interval": "HealthCheckIntervalSeconds",
      "healthCheck.matcher": "Matcher.HttpCode",
      "healthCheck.path": "HealthCheckPath",
      "healthCheck.port": "HealthCheckPort",
      "healthCheck.protocol": "HealthCheckProtocol",
      "healthCheck.timeout": "HealthCheckTimeoutSeconds",
      "healthCheck.unhealthyThreshold": "UnhealthyThresholdCount",
    },
  },
  "aws:lb/listener:Listener": {
    operation: "elbv2.CreateListener",
    inputs: {
      certificateArn: "Certificates.CertificateArn",
      ...actionMembers("defaultActions[]", "DefaultActions"),
    },
  },
  "aws:lb/listenerRule:ListenerRule": {
    operation: "elbv2.CreateRule",
    inputs: {
      ...actionMembers("actions[]", "Actions"),
      "conditions[].queryStrings": "Conditions.QueryStringConfig.Values",
      "transforms[].hostHeaderRewriteConfig.rewrite": "Transforms.HostHeaderRewriteConfig.Rewrites",
      "transforms[].urlRewriteConfig.rewrite": "Transforms.UrlRewriteConfig.Rewrites",
    },
  },
  "aws:lb/listenerCertificate:ListenerCertificate": {
    operation: "elbv2.AddListenerCertificates",
    inputs: { certificateArn: "Certificates.CertificateArn" },
  },
  "aws:acm/certificate:Certificate": {
    operation: "acm.RequestCertificate",
    inputs: { validationOptions: "DomainValidationOptions" },
  },
  "aws:acm/certificateValidation:CertificateValidation": { operation: "acm.DescribeCertificate" },
  "aws:route53/zone:Zone": {
    operation: "route53.CreateHostedZone",
    inputs: { comment: "HostedZoneConfig.Comment" },
  },
  "aws:route53/record:Record": {
    operation: "route53.ChangeResourceRecordSets",
    within: "ChangeBatch.Changes.ResourceRecordSet",
    inputs: {
      zoneId: "HostedZoneId",
      records: "ChangeBatch.Changes.ResourceRecordSet.ResourceRecords",
      "records[]": "ChangeBatch.Changes.ResourceRecordSet.ResourceRecords.Value",
      aliases: "ChangeBatch.Changes.ResourceRecordSet.AliasTarget",
      "aliases[].name": "ChangeBatch.Changes.ResourceRecordSet.AliasTarget.DNSName",
      "aliases[].zoneId": "ChangeBatch.Changes.ResourceRecordSet.AliasTarget.HostedZoneId",
      "failoverRoutingPolicies[].type": "ChangeBatch.Changes.ResourceRecordSet.Failover",
      "latencyRoutingPolicies[].region": "ChangeBatch.Changes.ResourceRecordSet.Region",
      "weightedRoutingPolicies[].weight": "ChangeBatch.Changes.ResourceRecordSet.Weight",
    },
  },
  "aws:wafv2/webAcl:WebAcl": {
    operation: "wafv2.CreateWebACL",
    inputs: {
      // Statements inside statements, and those that look into a request, are most of AWS WAF's model and none of our use.
      "rules[].statement.andStatement": null,
      "rules[].statement.orStatement": null,
      "rules[].statement.notStatement": null,
      "rules[].statement.managedRuleGroupStatement.scopeDownStatement": null,
      "rules[].statement.managedRuleGroupStatement.managedRuleGroupConfigs": null,
      "rules[].statement.rateBasedStatement.scopeDownStatement": null,
      "rules[].statement.byteMatchStatement": null,
      "rules[].statement.regexMatchStatement": null,
      "rules[].statement.regexPatternSetReferenceStatement": null,
      "rules[].statement.ruleGroupReferenceStatement": null,
      "rules[].statement.sizeConstraintStatement": null,
      "rules[].statement.sqliMatchStatement": null,
      "rules[].statement.xssMatchStatement": null,
    },
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": { operation: "wafv2.AssociateWebACL" },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
    operation: "wafv2.PutLoggingConfiguration",
    within: "LoggingConfiguration",
  },
};

/** Members of the actions of a listener or of one of its rules. */
function actionMembers(inputs: string, members: string): Record<string, string> {
  return {
    [`${inputs}.forward.stickiness`]: `${members}.ForwardConfig.TargetGroupStickinessConfig`,
    [`${inputs}.forward.stickiness.duration`]: `${members}.ForwardConfig.TargetGroupStickinessConfig.DurationSeconds`,
    [`${inputs}.forward.targetGroups[].arn`]: `${members}.ForwardConfig.TargetGroups.TargetGroupArn`,
  };
}
