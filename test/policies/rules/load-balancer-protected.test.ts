import { loadBalancerProtected as rule } from "../../../policies/rules/load-balancer-protected";
import { describeRule, judge, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const PROTECTED = {
  enableDeletionProtection: true,
  dropInvalidHeaderFields: true,
  desyncMitigationMode: "defensive",
};

function loadBalancer(properties: TestResource["properties"], type = "aws:lb/loadBalancer:LoadBalancer"): TestResource {
  return resource(type, "front", { ...PROTECTED, ...properties });
}

describeRule(rule, {
  accepts: {
    "a protected load balancer": { given: loadBalancer({}) },
    "the strictest treatment of requests": { given: loadBalancer({ desyncMitigationMode: "strictest" }) },
    "a network load balancer, which reads no headers": {
      given: loadBalancer({ loadBalancerType: "network", dropInvalidHeaderFields: false }),
    },
  },
  refuses: {
    "invalid headers": {
      given: loadBalancer({ dropInvalidHeaderFields: false }),
      violations: ["front: dropInvalidHeaderFields is false"],
    },
    "smuggled requests, under another name of the type": {
      given: loadBalancer({ desyncMitigationMode: "monitor" }, "aws:alb/loadBalancer:LoadBalancer"),
      violations: ['front: desyncMitigationMode is "monitor"'],
    },
    "deletion of a network load balancer": {
      given: loadBalancer({ loadBalancerType: "network", enableDeletionProtection: false }),
      violations: ["front: enableDeletionProtection is false"],
    },
  },
  boundaries: {
    "deletion in staging": { given: loadBalancer({ enableDeletionProtection: false }), environment: "staging" },
    "invalid headers as text": {
      given: loadBalancer({ dropInvalidHeaderFields: "false" }),
      violations: ["front: dropInvalidHeaderFields is false"],
    },
  },
  missing: {
    "nothing set, where only the treatment of requests is safe": {
      given: resource("aws:lb/loadBalancer:LoadBalancer", "front"),
      violations: ["front: dropInvalidHeaderFields is not set", "front: enableDeletionProtection is not set"],
    },
  },
  unknown: {
    "unknown deletion protection beside invalid headers": {
      given: loadBalancer({ enableDeletionProtection: UNKNOWN, dropInvalidHeaderFields: false }),
      violations: ["front: dropInvalidHeaderFields is false"],
      remarks: ["front: Not determinable yet: enableDeletionProtection isn't known"],
    },
  },
  production: set(of("aws:lb/loadBalancer:LoadBalancer"), { dropInvalidHeaderFields: false }),
});

it("mends how requests are treated, and leaves deletion to people", async () => {
  const open = { enableDeletionProtection: false, dropInvalidHeaderFields: false, desyncMitigationMode: "monitor" };
  const { remedied } = await judge(rule, loadBalancer(open), { environment: "staging" });

  expect(remedied).toEqual({ front: { ...PROTECTED, enableDeletionProtection: false } });
});
