import { ADVISORY_FROM_STAGING, resourceRule, type Finding, type ResourceView } from "../core";
import { isApplicationLoadBalancer, LOAD_BALANCER_TYPES } from "./shared/load-balancers";
import { wrongSwitch } from "./shared/properties";

export const loadBalancerAccessLogs = resourceRule({
  name: "load-balancer-access-logs",
  title: "Load balancers log requests",
  description: "Application load balancers write access logs to a bucket.",
  why: "Without them nobody can tell after an attack or an outage who asked for what, and what was answered.",
  fix: "Set `accessLogs: { bucket, enabled: true }`, with a bucket whose policy lets Elastic Load Balancing write.",
  severity: "medium",
  identifiers: { fsbp: ["ELB.5"], cis: ["4.10"], checkov: ["CKV_AWS_91"] },
  requirements: ["SE-5"],
  references: [
    {
      title: "Elastic Load Balancing User Guide, Access logs for your Application Load Balancer",
      url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
    },
  ],
  types: LOAD_BALANCER_TYPES,
  levels: ADVISORY_FROM_STAGING,
  check: (loadBalancer) => (isApplicationLoadBalancer(loadBalancer) ? notLogged(loadBalancer) : []),
});

/** A bucket alone doesn't enable access logs (Pulumi Registry, aws.lb.LoadBalancer). */
function notLogged(loadBalancer: ResourceView): Finding[] {
  return wrongSwitch(loadBalancer, {
    property: "accessLogs.enabled",
    problem: "no request leaves a trace",
    fix: "set accessLogs: { bucket: <name of the bucket>, enabled: true }",
  });
}
