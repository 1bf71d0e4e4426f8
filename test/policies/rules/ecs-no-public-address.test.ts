import { ecsNoPublicAddress as rule } from "../../../policies/rules/ecs-no-public-address";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

function service(networkConfiguration?: unknown): TestResource {
  return resource("aws:ecs/service:Service", "web", { networkConfiguration });
}

const REFUSED = "web: networkConfiguration.assignPublicIp is true: the tasks can be reached from the internet";

describeRule(rule, {
  accepts: { "tasks without public addresses": { given: service({ subnets: ["a"], assignPublicIp: false }) } },
  refuses: {
    "tasks with public addresses": { given: service({ assignPublicIp: true }), violations: [REFUSED] },
  },
  boundaries: {
    "true as text": { given: service({ assignPublicIp: "true" }), violations: [REFUSED] },
    "false as text": { given: service({ assignPublicIp: "false" }) },
  },
  missing: {
    "a network without the setting, which is off": { given: service({ subnets: ["a"] }) },
    "no network, as with the bridge of an instance": { given: service() },
  },
  unknown: {
    "an unknown setting": {
      given: service({ subnets: UNKNOWN, assignPublicIp: UNKNOWN }),
      remarks: ["web: Not determinable yet: networkConfiguration.assignPublicIp isn't known"],
    },
  },
  production: set(of("aws:ecs/service:Service"), { "networkConfiguration.assignPublicIp": true }),
});
