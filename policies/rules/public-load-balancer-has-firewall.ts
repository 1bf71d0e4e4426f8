import { ADVISORY_FROM_STAGING, stackRule, type ResourceView, type StackFinding, type StackView } from "../core";
import { isApplicationLoadBalancer, isPublicLoadBalancer, LOAD_BALANCER_TYPES } from "./shared/load-balancers";

const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
const ASSOCIATION = "aws:wafv2/webAclAssociation:WebAclAssociation";
const LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";

/** Associations of AWS WAF Classic, whose web ACLs are of another kind. */
const CLASSIC_ASSOCIATION = "aws:wafregional/webAclAssociation:WebAclAssociation";

/** Rules of a web ACL that are separate resources. */
const SEPARATE_RULES = [
  "aws:wafv2/webAclRule:WebAclRule",
  "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation",
];

export const publicLoadBalancerHasFirewall = stackRule({
  name: "public-load-balancer-has-firewall",
  title: "A web application firewall protects what the internet reaches",
  description: "Public application load balancers are associated with a web ACL that has rules and logs its decisions.",
  why:
    "Scanners try every known hole in every known framework all day; a firewall stops them before they reach the " +
    "application, and its log tells what was stopped.",
  fix:
    "Create an `aws.wafv2.WebAclAssociation` of the load balancer with a web ACL that has `rules`, and an " +
    "`aws.wafv2.WebAclLoggingConfiguration` of that. Exempt a load balancer that only CloudFront, with its own " +
    "firewall, can reach.",
  severity: "medium",
  identifiers: {
    fsbp: ["ELB.16", "WAF.10", "WAF.11"],
    checkov: ["CKV_AWS_175", "CKV2_AWS_28", "CKV2_AWS_31"],
  },
  requirements: ["SE-3"],
  references: [
    {
      title: "AWS WAF Developer Guide, Associating protection with an AWS resource",
      url: "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-associating-aws-resource.html",
    },
    {
      title: "AWS WAF Developer Guide, Logging AWS WAF protection pack (web ACL) traffic",
      url: "https://docs.aws.amazon.com/waf/latest/developerguide/logging.html",
    },
  ],
  types: [...LOAD_BALANCER_TYPES, WEB_ACL],
  levels: ADVISORY_FROM_STAGING,
  check: (stack) => [
    ...stack
      .resources(...LOAD_BALANCER_TYPES)
      .filter((loadBalancer) => isApplicationLoadBalancer(loadBalancer) && isPublicLoadBalancer(loadBalancer))
      .flatMap((loadBalancer) => unprotected(stack, loadBalancer)),
    ...stack.resources(WEB_ACL).flatMap((webAcl) => [...withoutRules(stack, webAcl), ...withoutLog(stack, webAcl)]),
  ],
});

function unprotected(stack: StackView, loadBalancer: ResourceView): StackFinding[] {
  if (stack.referrersOf(loadBalancer, "resourceArn", [ASSOCIATION, CLASSIC_ASSOCIATION]).length > 0) return [];
  return [
    {
      resource: loadBalancer,
      property: "aws.wafv2.WebAclAssociation",
      problem: "every request from the internet reaches the application unseen",
      allowed: "an association with a web ACL",
      fix: "create an aws.wafv2.WebAclAssociation with the load balancer's ARN as resourceArn",
    },
  ];
}

function withoutRules(stack: StackView, webAcl: ResourceView): StackFinding[] {
  const rules = webAcl.list("rules");
  const isEmpty = rules.known && (rules.value ?? []).length === 0;
  const rulesElsewhere =
    !webAcl.isMissing("ruleJson") || stack.referrersOf(webAcl, "webAclArn", SEPARATE_RULES).length > 0;
  if (!isEmpty || rulesElsewhere) return [];
  return [
    {
      resource: webAcl,
      property: "rules",
      value: rules.value,
      problem: "a firewall without rules stops nothing",
      allowed: "at least one rule or rule group",
      fix: "add managed rule groups, such as AWSManagedRulesCommonRuleSet",
    },
  ];
}

function withoutLog(stack: StackView, webAcl: ResourceView): StackFinding[] {
  if (stack.referrersOf(webAcl, "resourceArn", [LOGGING]).length > 0) return [];
  return [
    {
      resource: webAcl,
      property: "aws.wafv2.WebAclLoggingConfiguration",
      problem: "nobody can tell what the firewall stops, or why it stopped a customer",
      allowed: "a logging configuration of the web ACL",
      fix: "create an aws.wafv2.WebAclLoggingConfiguration with the web ACL's ARN as resourceArn",
    },
  ];
}
