import { kubernetesNoPrivilegedContainers as rule } from "../../../policies/rules/kubernetes-no-privileged-containers";
import { describeRule, resource, UNKNOWN } from "../support";
import { CONTAINER, cronJob, deployment, deploymentOf, kubernetesResource } from "../support/kubernetes";
import { POD, pods } from "../support/mutation";

const PRIVILEGED = { securityContext: { privileged: true } };
const HOST_PROCESS = { securityContext: { windowsOptions: { hostProcess: true } } };

describeRule(rule, {
  accepts: {
    "a pod of its own": { given: deploymentOf({ securityContext: { privileged: false } }, { hostNetwork: false }) },
    "containers that share processes with each other": { given: deploymentOf({}, { shareProcessNamespace: true }) },
    "other resources": { given: resource("kubernetes:core/v1:ConfigMap", "settings", { data: { hostPID: "true" } }) },
  },
  refuses: {
    "a privileged container": {
      given: deploymentOf(PRIVILEGED),
      violations: [`${CONTAINER}.securityContext.privileged is true: the container is root on its node`],
    },
    "each of the node's namespaces": {
      given: deploymentOf({}, { hostPID: true, hostIPC: true, hostNetwork: true }),
      violations: [
        "web: spec.template.spec.hostPID is true",
        "web: spec.template.spec.hostIPC is true",
        "web: spec.template.spec.hostNetwork is true",
      ],
    },
    "a privileged container of a bare pod": {
      given: kubernetesResource("core/v1:Pod", { containers: [{ name: "web", ...PRIVILEGED }] }),
      violations: ['web: spec.containers[0]["web"].securityContext.privileged is true'],
    },
    "one that only prepares a job": {
      given: cronJob({ containers: [{ name: "web" }], initContainers: [{ name: "setup", ...PRIVILEGED }] }),
      violations: [
        'web: spec.jobTemplate.spec.template.spec.initContainers[0]["setup"].securityContext.privileged is true',
      ],
    },
    "processes of a Windows node, by container and by pod": {
      given: deploymentOf(HOST_PROCESS, HOST_PROCESS),
      violations: [
        "web: spec.template.spec.securityContext.windowsOptions.hostProcess is true",
        `${CONTAINER}.securityContext.windowsOptions.hostProcess is true`,
      ],
    },
  },
  boundaries: {
    "development too, which has no leave for this": {
      given: deploymentOf(PRIVILEGED),
      environment: "development",
      violations: [`${CONTAINER}.securityContext.privileged is true`],
    },
    "booleans written as text": {
      given: deploymentOf({}, { hostPID: "true", hostNetwork: "false" }),
      violations: ["web: spec.template.spec.hostPID is true"],
    },
  },
  missing: {
    "no security context": { given: deploymentOf({}) },
    "no containers": { given: deployment({}) },
    "no specification": { given: kubernetesResource("core/v1:Pod", undefined) },
  },
  unknown: {
    "unknown containers in the node's network": {
      given: deployment({ containers: UNKNOWN, hostNetwork: true }),
      violations: ["web: spec.template.spec.hostNetwork is true"],
      remarks: ["web: Not determinable yet: spec.template.spec.containers isn't known"],
    },
    "an unknown security context": {
      given: deploymentOf({ securityContext: { privileged: UNKNOWN } }),
      remarks: ["web: Not determinable yet: spec.template.spec.containers[0].securityContext.privileged isn't known"],
    },
  },
  production: pods({ [`${POD}.hostPID`]: true }),
});
