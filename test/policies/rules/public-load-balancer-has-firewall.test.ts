import { publicLoadBalancerHasFirewall as rule } from "../../../policies/rules/public-load-balancer-has-firewall";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { drop, of } from "../support/mutation";

type Properties = TestResource["properties"];

const front = loadBalancer();
const webAcl = firewall({ rules: [{ name: "common" }] });
const logging = sidecar("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration", { resourceArn: [webAcl] });
const association = sidecar("aws:wafv2/webAclAssociation:WebAclAssociation", {
  resourceArn: [front],
  webAclArn: [webAcl],
});

function loadBalancer(properties: Properties = {}, type = "aws:lb/loadBalancer:LoadBalancer"): TestResource {
  return resource(type, "front", properties);
}

function firewall(properties: Properties): TestResource {
  return resource("aws:wafv2/webAcl:WebAcl", "firewall", { arn: UNKNOWN, ...properties });
}

function sidecar(type: string, dependencies: Readonly<Record<string, readonly TestResource[]>>): TestResource {
  return resource(type, "sidecar", { resourceArn: UNKNOWN, webAclArn: UNKNOWN }, { dependencies });
}

describeRule(rule, {
  accepts: {
    "a load balancer behind a firewall that logs": { given: [front, webAcl, association, logging] },
    "a firewall that isn't in the stack": { given: [front, association] },
    "a firewall of the generation before": {
      given: [front, sidecar("aws:wafregional/webAclAssociation:WebAclAssociation", { resourceArn: [front] })],
    },
    "rules that are resources of their own": {
      given: [firewall({}), sidecar("aws:wafv2/webAclRule:WebAclRule", { webAclArn: [webAcl] }), logging],
    },
    "load balancers that have none, being internal or none of HTTP": {
      given: [loadBalancer({ internal: true }), loadBalancer({ loadBalancerType: "network" })],
    },
  },
  refuses: {
    "a public load balancer without a firewall": {
      given: front,
      violations: ["front: aws.wafv2.WebAclAssociation is not set: every request from the internet"],
    },
    "the same under another name of the type": {
      given: loadBalancer({ internal: "false" }, "aws:alb/loadBalancer:LoadBalancer"),
      violations: ["front: aws.wafv2.WebAclAssociation is not set"],
    },
    "a firewall without rules that logs nothing": {
      given: firewall({ rules: [] }),
      violations: ["firewall: rules is []", "firewall: aws.wafv2.WebAclLoggingConfiguration is not set"],
    },
  },
  boundaries: {
    "rules as JSON text": { given: [firewall({ ruleJson: "[{}]" }), logging] },
    "the firewall of another load balancer": {
      given: [front, resource(front.type, "other"), webAcl, association, logging],
      violations: ["other: aws.wafv2.WebAclAssociation is not set"],
    },
  },
  missing: {
    "no rules": { given: [firewall({}), logging], violations: ["firewall: rules is not set"] },
  },
  unknown: {
    "unknown rules": {
      given: [firewall({ rules: UNKNOWN }), logging],
      remarks: ["firewall: Not determinable yet: rules isn't known"],
    },
    "a load balancer that leaves its scheme to AWS": {
      given: loadBalancer({ internal: UNKNOWN }),
      violations: ["front: aws.wafv2.WebAclAssociation is not set"],
    },
  },
  production: drop(of("aws:wafv2/webAclAssociation:WebAclAssociation")),
});
