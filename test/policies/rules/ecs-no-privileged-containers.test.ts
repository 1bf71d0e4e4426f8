import { ecsNoPrivilegedContainers as rule } from "../../../policies/rules/ecs-no-privileged-containers";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { container } from "../support/mutation";

function task(container: object, properties: TestResource["properties"] = {}): TestResource {
  const containerDefinitions = JSON.stringify([{ name: "web", image: "web:1", ...container }]);
  return resource("aws:ecs/taskDefinition:TaskDefinition", "web", { containerDefinitions, ...properties });
}

const AT = 'web: containerDefinitions[0]["web"]';
const HOST_NETWORK = { networkMode: "host" };

describeRule(rule, {
  accepts: {
    "a container with nothing of the instance": { given: task({ privileged: false }, { networkMode: "awsvpc" }) },
    "processes shared within the task": { given: task({}, { pidMode: "task" }) },
    "a user of its own in the instance's network": { given: task({ user: "1000:1000" }, HOST_NETWORK) },
    "root in a network of its own": { given: task({ user: "root" }, { networkMode: "bridge" }) },
  },
  refuses: {
    "a privileged container": {
      given: task({ privileged: true }),
      violations: [`${AT}.privileged is true: the container is root on its instance`],
    },
    "the instance's processes": { given: task({}, { pidMode: "host" }), violations: ['web: pidMode is "host"'] },
    "root in the instance's network": {
      given: task({ user: "root:root" }, HOST_NETWORK),
      violations: [`${AT}.user is "root:root"`],
    },
  },
  boundaries: {
    "what is privileged in the instance's network, once": {
      given: task({ privileged: true }, HOST_NETWORK),
      violations: [`${AT}.privileged is true`],
    },
    "user 0 with another group": {
      given: task({ user: "0:1000" }, HOST_NETWORK),
      violations: [`${AT}.user is "0:1000"`],
    },
    "a user whose number begins with 0": { given: task({ user: "01000" }, HOST_NETWORK) },
  },
  missing: {
    "no settings at all": { given: task({}) },
    "no user in the instance's network": { given: task({}, HOST_NETWORK), violations: [`${AT}.user is not set`] },
    "a container without a name": {
      given: task({ name: undefined, privileged: true }),
      violations: ["web: containerDefinitions[0].privileged is true"],
    },
  },
  unknown: {
    "unknown containers beside the instance's processes": {
      given: resource("aws:ecs/taskDefinition:TaskDefinition", "web", {
        containerDefinitions: UNKNOWN,
        pidMode: "host",
      }),
      violations: ['web: pidMode is "host"'],
      remarks: ["web: Not determinable yet: containerDefinitions isn't known"],
    },
    "an unknown network": {
      given: task({}, { networkMode: UNKNOWN }),
      remarks: ["web: Not determinable yet: networkMode isn't known"],
    },
  },
  production: container({ privileged: true }),
});
