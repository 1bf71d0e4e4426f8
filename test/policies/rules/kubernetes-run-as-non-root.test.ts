import { kubernetesRunAsNonRoot as rule } from "../../../policies/rules/kubernetes-run-as-non-root";
import { describeRule, UNKNOWN } from "../support";
import { CONTAINER, deploymentOf } from "../support/kubernetes";
import { POD, POD_CONTAINER, pods } from "../support/mutation";

const NON_ROOT = { securityContext: { runAsNonRoot: true } };

describeRule(rule, {
  accepts: {
    "a pod that refuses root": { given: deploymentOf({}, NON_ROOT) },
    "a container that does": { given: deploymentOf(NON_ROOT) },
    "a user by number": { given: deploymentOf({ securityContext: { runAsUser: 1000 } }) },
    "a pod on Windows": { given: deploymentOf({}, { os: { name: "windows" } }) },
    "one that is put on Windows by its label": {
      given: deploymentOf({}, { nodeSelector: { "kubernetes.io/os": "windows" } }),
    },
  },
  refuses: {
    "root by number, whatever the pod says": {
      given: deploymentOf({ securityContext: { runAsUser: 0 } }, NON_ROOT),
      violations: [`${CONTAINER}.securityContext.runAsUser is 0: the container runs as root`],
    },
    "a container that takes back what its pod says": {
      given: deploymentOf({ securityContext: { runAsNonRoot: false } }, NON_ROOT),
      violations: [`${CONTAINER}.securityContext.runAsNonRoot is false`],
    },
  },
  boundaries: {
    "the pod's root, and a container's own user": {
      given: deploymentOf({ securityContext: { runAsUser: "1" } }, { securityContext: { runAsUser: 0 } }),
    },
    "the pod's root": {
      given: deploymentOf({}, { securityContext: { runAsUser: "0" } }),
      violations: [`${CONTAINER}.securityContext.runAsUser is 0`],
    },
  },
  missing: {
    "no security context": {
      given: deploymentOf({}),
      violations: [`${CONTAINER}.securityContext.runAsNonRoot is not set: the container runs as root unless its image`],
    },
  },
  unknown: {
    "an unknown user": {
      given: deploymentOf({ securityContext: { runAsUser: UNKNOWN } }),
      remarks: ["web: Not determinable yet: spec.template.spec.containers[0].securityContext.runAsUser isn't known"],
    },
    "an unknown operating system, which may be Windows": {
      given: deploymentOf({}, { os: { name: UNKNOWN } }),
      remarks: ["web: Not determinable yet: spec.template.spec.os.name isn't known"],
    },
    "an unknown setting of the pod": {
      given: deploymentOf({}, { securityContext: { runAsNonRoot: UNKNOWN } }),
      remarks: ["web: Not determinable yet: spec.template.spec.securityContext.runAsNonRoot isn't known"],
    },
  },
  production: pods({
    [`${POD}.securityContext`]: undefined,
    [`${POD_CONTAINER}.securityContext.runAsNonRoot`]: false,
  }),
});
