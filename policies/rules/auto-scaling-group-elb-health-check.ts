import { MANDATORY_FROM_STAGING, resourceRule, type Finding, type ResourceView } from "../core";

const PROPERTY = "healthCheckType";

/** Properties by which a group registers its instances with load balancers. */
const ATTACHMENTS = ["targetGroupArns", "loadBalancers"] as const;

export const autoScalingGroupElbHealthCheck = resourceRule({
  name: "auto-scaling-group-elb-health-check",
  title: "Instances that fail the load balancer's health checks are replaced",
  description: "Auto Scaling groups behind a load balancer judge their instances by the load balancer's health checks.",
  why:
    "With its own check, a group replaces an instance only when the machine fails. An instance whose application " +
    "hangs stays, gets no requests, and counts as capacity.",
  fix: 'Set `healthCheckType: "ELB"`, and `healthCheckGracePeriod` to the time that an instance needs to start.',
  severity: "medium",
  identifiers: { fsbp: ["AutoScaling.1"], checkov: ["CKV2_AWS_15"] },
  requirements: ["HC-3", "LB-2"],
  references: [
    {
      title: "Amazon EC2 Auto Scaling User Guide, Health checks for instances in an Auto Scaling group",
      url: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html",
    },
  ],
  types: ["aws:autoscaling/group:Group"],
  levels: MANDATORY_FROM_STAGING,
  check: unheeded,
  remedy: (group) => unheeded(group).map(() => ({ property: PROPERTY, value: "ELB" })),
});

function unheeded(group: ResourceView): Finding[] {
  if (!isBehindLoadBalancer(group)) return [];
  const type = group.string(PROPERTY);
  if (!type.known || (type.value ?? "").split(",").some((each) => each.trim() === "ELB")) return [];
  return [
    {
      property: PROPERTY,
      value: type.value,
      problem: "an instance whose application hangs is never replaced",
      allowed: "ELB",
      fix: 'set it to "ELB", with a healthCheckGracePeriod in which an instance can start',
    },
  ];
}

/** Whether a list has elements, known or not. */
function isBehindLoadBalancer(group: ResourceView): boolean {
  return (
    ATTACHMENTS.some((property) => group.each(property).length > 0) ||
    group.each("trafficSources").some((source) => {
      const type = source.string("type");
      return type.known && type.value !== "vpc-lattice";
    })
  );
}
