import type { DeployedResource } from "../support/judge-pack";
import { arn, deployed, identified, type Shapes } from "./shape";
import { KEY_ARN, TAGS, watched } from "./context";

/** A load balancer between services: inside the network, without a firewall, with TLS from end to end. */
function networkLoadBalancer(): readonly DeployedResource[] {
  const balancer = deployed(
    "aws:lb/loadBalancer:LoadBalancer",
    "internal",
    {
      name: "internal-0f3a",
      loadBalancerType: "network",
      internal: true,
      enableDeletionProtection: true,
      enableCrossZoneLoadBalancing: true,
      subnets: ["subnet-0a1", "subnet-0b2"],
      tags: TAGS,
    },
    { outputs: identified("elasticloadbalancing", "loadbalancer/net/internal/8f1d") },
  );
  const targets = deployed(
    "aws:lb/targetGroup:TargetGroup",
    "internal",
    {
      name: "internal-6b0e",
      port: 443,
      protocol: "TCP",
      targetType: "ip",
      vpcId: "vpc-0d3f",
      deregistrationDelay: 60,
      healthCheck: { protocol: "TCP", interval: 10, healthyThreshold: 2, unhealthyThreshold: 2 },
      tags: TAGS,
    },
    {
      outputs: {
        ...identified("elasticloadbalancing", "targetgroup/internal-6b0e/91c4"),
        arnSuffix: "targetgroup/internal-6b0e/91c4",
      },
    },
  );
  const listener = deployed(
    "aws:lb/listener:Listener",
    "internal",
    {
      loadBalancerArn: balancer.made.properties.arn,
      port: 443,
      protocol: "TCP",
      defaultActions: [{ type: "forward", targetGroupArn: targets.made.properties.arn }],
    },
    {
      references: { loadBalancerArn: [balancer], defaultActions: [targets] },
      outputs: { ...identified("elasticloadbalancing", "listener/net/internal/8f1d/2"), sslPolicy: "" },
    },
  );
  return [balancer, ...watched(targets), listener];
}

const logGroup = deployed(
  "aws:cloudwatch/logGroup:LogGroup",
  "firewall",
  { name: "aws-waf-logs-shop", retentionInDays: 365, kmsKeyId: KEY_ARN, tags: TAGS },
  { outputs: identified("logs", "log-group:aws-waf-logs-shop") },
);

const webAcl = deployed(
  "aws:wafv2/webAcl:WebAcl",
  "firewall",
  {
    name: "firewall-83d1",
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    rules: [
      {
        name: "common",
        priority: 1,
        overrideAction: { none: {} },
        statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
        visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "common", sampledRequestsEnabled: true },
      },
    ],
    visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "shop", sampledRequestsEnabled: true },
    tags: TAGS,
  },
  { outputs: { arn: arn("wafv2", "regional/webacl/firewall/9e"), id: "9e0c1d2b", capacity: 700 } },
);

const webAclLogging = deployed(
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
  "firewall",
  { resourceArn: webAcl.made.properties.arn, logDestinationConfigs: [logGroup.made.properties.arn] },
  {
    references: { resourceArn: [webAcl], logDestinationConfigs: [logGroup] },
    outputs: { id: arn("wafv2", "regional/webacl/firewall/9e") },
  },
);

export const EDGES: Shapes = {
  "an internal network load balancer that hands TLS on": { resources: networkLoadBalancer() },
  "a web ACL with its log beside it": { resources: [logGroup, webAcl, webAclLogging] },
};
