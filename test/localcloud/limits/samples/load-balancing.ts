import type { Properties } from "../../../../localcloud/model/values";
import { BALANCER, CERTIFICATE, LISTENER, TAGS, TARGETS, WEB_ACL } from "./values";

/** Load balancers and what stands in front of them. */
export const LOAD_BALANCING_SAMPLES: Readonly<Record<string, Properties>> = {
  "aws:lb/loadBalancer:LoadBalancer": {
    name: "proofpix-production",
    loadBalancerType: "application",
    ipAddressType: "ipv4",
    subnets: ["subnet-1", "subnet-2"],
    securityGroups: ["sg-1"],
    idleTimeout: 60,
    desyncMitigationMode: "defensive",
    tags: TAGS,
  },
  "aws:lb/targetGroup:TargetGroup": {
    namePrefix: "blue-",
    port: 8080,
    protocol: "HTTP",
    protocolVersion: "HTTP1",
    targetType: "ip",
    vpcId: "vpc-1",
    deregistrationDelay: 30,
    slowStart: 0,
    loadBalancingAlgorithmType: "least_outstanding_requests",
    stickiness: { enabled: false, type: "lb_cookie", cookieDuration: 86400 },
    healthCheck: {
      enabled: true,
      path: "/health",
      port: "traffic-port",
      protocol: "HTTP",
      interval: 30,
      timeout: 5,
      healthyThreshold: 2,
      unhealthyThreshold: 3,
      matcher: "200-299",
    },
    tags: TAGS,
  },
  "aws:lb/listener:Listener": {
    loadBalancerArn: BALANCER,
    port: 443,
    protocol: "HTTPS",
    sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    certificateArn: CERTIFICATE,
    defaultActions: [
      {
        type: "forward",
        forward: {
          targetGroups: [
            { arn: TARGETS, weight: 100 },
            { arn: TARGETS, weight: 0 },
          ],
          stickiness: { enabled: false, duration: 1 },
        },
      },
    ],
    tags: TAGS,
  },
  "aws:lb/listenerRule:ListenerRule": {
    listenerArn: LISTENER,
    priority: 100,
    actions: [{ type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } }],
    conditions: [{ pathPattern: { values: ["/api/*"] } }, { hostHeader: { values: ["api.example.com"] } }],
  },
  "aws:lb/listenerCertificate:ListenerCertificate": { listenerArn: LISTENER, certificateArn: CERTIFICATE },
  "aws:acm/certificate:Certificate": {
    domainName: "proofpix.example.com",
    subjectAlternativeNames: ["*.proofpix.example.com"],
    validationMethod: "DNS",
    tags: TAGS,
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    certificateArn: CERTIFICATE,
    validationRecordFqdns: ["_1.example.com"],
  },
  "aws:route53/record:Record": {
    zoneId: "Z0123456789ABCDEFGHIJ",
    name: "proofpix.example.com",
    type: "A",
    aliases: [{ name: "lb.eu-west-1.elb.amazonaws.com", zoneId: "Z32O12XQLNTSW2", evaluateTargetHealth: true }],
  },
  "aws:route53/zone:Zone": { name: "example.com", comment: "ProofPix", tags: TAGS },
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
