import { autoScalingGroupElbHealthCheck as rule } from "../../../policies/rules/auto-scaling-group-elb-health-check";
import { describeRule, judge, resource, secret, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function group(properties: TestResource["properties"]): TestResource {
  return resource("aws:autoscaling/group:Group", "instances", properties);
}

const BALANCED = { targetGroupArns: [UNKNOWN] };

describeRule(rule, {
  accepts: {
    "a group that heeds its load balancer": { given: group({ ...BALANCED, healthCheckType: "ELB" }) },
    "a group without a load balancer": { given: group({ targetGroupArns: [], healthCheckType: "EC2" }) },
    "a group behind VPC Lattice": { given: group({ trafficSources: [{ type: "vpc-lattice", identifier: "x" }] }) },
  },
  refuses: {
    "a group that doesn't": {
      given: group({ ...BALANCED, healthCheckType: "EC2" }),
      violations: ['instances: healthCheckType is "EC2": an instance whose application hangs is never replaced'],
    },
    "a group behind a classic load balancer": {
      given: group({ loadBalancers: ["web"], healthCheckType: "EC2" }),
      violations: ['instances: healthCheckType is "EC2"'],
    },
    "a group with its load balancer among its traffic sources": {
      given: group({ trafficSources: [{ type: "elbv2", identifier: UNKNOWN }], healthCheckType: "EC2" }),
      violations: ['instances: healthCheckType is "EC2"'],
    },
  },
  boundaries: {
    "several checks, that of the load balancer among them": {
      given: group({ ...BALANCED, healthCheckType: "EBS,ELB" }),
    },
    "several others": {
      given: group({ ...BALANCED, healthCheckType: "EC2,EBS" }),
      violations: ['instances: healthCheckType is "EC2,EBS"'],
    },
  },
  missing: {
    "no type, which is the machine's": {
      given: group(BALANCED),
      violations: ["instances: healthCheckType is not set"],
    },
    "nothing set": { given: group({}) },
  },
  unknown: {
    "an unknown type": {
      given: group({ ...BALANCED, healthCheckType: UNKNOWN }),
      remarks: ["instances: Not determinable yet: healthCheckType isn't known"],
    },
    "unknown target groups": {
      given: group({ targetGroupArns: UNKNOWN }),
      remarks: ["instances: Not determinable yet: targetGroupArns isn't known"],
    },
  },
  production: set(of("aws:autoscaling/group:Group"), { healthCheckType: "EC2", targetGroupArns: ["arn:one"] }),
});

it("turns the load balancer's check on where that is asked for, and keeps everything else", async () => {
  const properties = { ...BALANCED, healthCheckType: "EC2", tags: [secret("s3cr3t")] };
  const { violations, remedied } = await judge(rule, group(properties), { level: "remediate" });

  expect(violations).toEqual([]);
  expect(remedied).toEqual({ instances: { ...properties, healthCheckType: "ELB" } });
});
