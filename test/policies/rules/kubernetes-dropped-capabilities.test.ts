import { kubernetesDroppedCapabilities as rule } from "../../../policies/rules/kubernetes-dropped-capabilities";
import { describeRule, UNKNOWN, type TestResource } from "../support";
import { CONTAINER, deploymentOf } from "../support/kubernetes";
import { POD_CONTAINER, pods } from "../support/mutation";

function withCapabilities(capabilities: unknown, securityContext: TestResource["properties"] = {}): TestResource {
  return deploymentOf({ securityContext: { capabilities, ...securityContext } });
}

const AT = `${CONTAINER}.securityContext.capabilities`;

describeRule(rule, {
  accepts: {
    "a container without capabilities": { given: withCapabilities({ drop: ["ALL"] }) },
    "one with that to use a low port": { given: withCapabilities({ drop: ["ALL"], add: ["NET_BIND_SERVICE"] }) },
    "a privileged one, which another rule is about": { given: withCapabilities({}, { privileged: true }) },
    "a pod on Windows, which has none": { given: deploymentOf({}, { os: { name: "windows" } }) },
  },
  refuses: {
    "a container that drops only some": {
      given: withCapabilities({ drop: ["NET_RAW"] }),
      violations: [`${AT}.drop is ["NET_RAW"]: the container keeps capabilities`],
    },
    "one that adds others": {
      given: withCapabilities({ drop: ["ALL"], add: ["NET_BIND_SERVICE", "SYS_ADMIN"] }),
      violations: [`${AT}.add is ["NET_BIND_SERVICE", "SYS_ADMIN"]: SYS_ADMIN may let an intruder out`],
    },
  },
  boundaries: {
    "small letters": { given: withCapabilities({ drop: ["all"] }) },
    "capabilities of one's own": {
      given: withCapabilities({ drop: ["ALL"], add: ["SYS_PTRACE"] }),
      settings: { allowed: ["SYS_PTRACE"] },
    },
    "none at all": {
      given: withCapabilities({ drop: ["ALL"], add: ["NET_BIND_SERVICE"] }),
      settings: { allowed: [] },
      violations: [`${AT}.add is ["NET_BIND_SERVICE"]`],
    },
    "empty lists": { given: withCapabilities({ drop: [], add: [] }), violations: [`${AT}.drop is []`] },
  },
  missing: { "no security context": { given: deploymentOf({}), violations: [`${AT}.drop is not set`] } },
  unknown: {
    "an unknown list beside one that is wrong": {
      given: withCapabilities({ drop: UNKNOWN, add: ["SYS_ADMIN"] }),
      violations: [`${AT}.add is ["SYS_ADMIN"]`],
      remarks: ["web: Not determinable yet: spec.template.spec.containers[0].securityContext.capabilities.drop isn't"],
    },
  },
  production: pods({ [`${POD_CONTAINER}.securityContext.capabilities`]: undefined }),
});
