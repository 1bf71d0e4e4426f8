import { kubernetesNoPrivilegeEscalation as rule } from "../../../policies/rules/kubernetes-no-privilege-escalation";
import { describeRule, UNKNOWN, type TestResource } from "../support";
import { CONTAINER, deployment, deploymentOf } from "../support/kubernetes";
import { POD_CONTAINER, pods } from "../support/mutation";

function confined(securityContext: TestResource["properties"], pod: TestResource["properties"] = {}): TestResource {
  return deploymentOf({ securityContext }, pod);
}

const AT = `${CONTAINER}.securityContext.allowPrivilegeEscalation`;

describeRule(rule, {
  accepts: {
    "a container that can gain nothing": { given: confined({ allowPrivilegeEscalation: false }) },
    "a privileged one, which another rule is about": { given: confined({ privileged: true }) },
    "a pod on Windows, which has no such thing": { given: confined({}, { os: { name: "windows" } }) },
  },
  refuses: {
    "a container that may gain privileges": {
      given: confined({ allowPrivilegeEscalation: true }),
      violations: [`${AT} is true: a process can become root`],
    },
    "one that only prepares the pod": {
      given: deployment({ containers: [], initContainers: [{ name: "setup" }] }),
      violations: ['web: spec.template.spec.initContainers[0]["setup"].securityContext.allowPrivilegeEscalation'],
    },
  },
  boundaries: {
    "a setting of the pod, where it means nothing": {
      given: confined({}, { securityContext: { allowPrivilegeEscalation: false } }),
      violations: [`${AT} is not set`],
    },
    "a boolean written as text": { given: confined({ allowPrivilegeEscalation: "false" }) },
  },
  missing: { "no security context": { given: deploymentOf({}), violations: [`${AT} is not set`] } },
  unknown: {
    "an unknown setting": {
      given: confined({ allowPrivilegeEscalation: UNKNOWN }),
      remarks: ["web: Not determinable yet: spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation"],
    },
  },
  production: pods({ [`${POD_CONTAINER}.securityContext.allowPrivilegeEscalation`]: true }),
});
