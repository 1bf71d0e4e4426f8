import { kubernetesContainerProbes as rule } from "../../../policies/rules/kubernetes-container-probes";
import { describeRule, UNKNOWN } from "../support";
import { CONTAINER, cronJob, deployment, deploymentOf, kubernetesResource } from "../support/kubernetes";
import { POD_CONTAINER, pods } from "../support/mutation";

const LIVENESS = { livenessProbe: { httpGet: { path: "/health", port: 8080 } } };
const READINESS = { readinessProbe: { tcpSocket: { port: 8080 } } };

describeRule(rule, {
  accepts: {
    "a container with both probes": { given: deploymentOf({ ...LIVENESS, ...READINESS }) },
    "a job, which ends": { given: cronJob({ containers: [{ name: "job" }] }) },
    "a bare pod, which nothing rolls out": { given: kubernetesResource("core/v1:Pod", { containers: [{}] }) },
    "containers that only prepare the pod": {
      given: deployment({ containers: [{ ...LIVENESS, ...READINESS }], initContainers: [{ name: "setup" }] }),
    },
  },
  refuses: {
    "a container that is never restarted": {
      given: deploymentOf(READINESS),
      violations: [`${CONTAINER}.livenessProbe is not set: a container that hangs is never restarted`],
    },
    "each container that lacks one": {
      given: kubernetesResource("apps/v1:StatefulSet", {
        template: {
          spec: {
            containers: [
              { name: "database", ...LIVENESS },
              { name: "exporter", ...READINESS },
            ],
          },
        },
      }),
      violations: [
        'web: spec.template.spec.containers[0]["database"].readinessProbe is not set',
        'web: spec.template.spec.containers[1]["exporter"].livenessProbe is not set',
      ],
    },
  },
  boundaries: {
    "one probe, where no other is required": {
      given: deploymentOf(READINESS),
      settings: { required: ["readinessProbe"] },
    },
  },
  missing: {
    "no probes": {
      given: deploymentOf({}),
      violations: [`${CONTAINER}.livenessProbe is not set`, `${CONTAINER}.readinessProbe is not set`],
    },
    "no containers": { given: deployment({}) },
  },
  unknown: {
    "a probe that isn't known, but set": { given: deploymentOf({ ...LIVENESS, readinessProbe: UNKNOWN }) },
    "unknown containers": {
      given: deployment({ containers: UNKNOWN }),
      remarks: ["web: Not determinable yet: spec.template.spec.containers isn't known"],
    },
  },
  production: pods({ [`${POD_CONTAINER}.readinessProbe`]: undefined }),
});
