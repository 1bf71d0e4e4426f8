import { kubernetesNoHostPaths as rule } from "../../../policies/rules/kubernetes-no-host-paths";
import { describeRule, UNKNOWN, type TestResource } from "../support";
import { deploymentOf } from "../support/kubernetes";
import { POD, pods } from "../support/mutation";

function mounting(...volumes: readonly object[]): TestResource {
  return deploymentOf({}, { volumes });
}

const CACHE = { name: "cache", emptyDir: {} };
const LOGS = { name: "logs", hostPath: { path: "/var/log" } };
const SOCKET = { name: "docker", hostPath: { path: "/var/run/docker.sock", type: "Socket" } };
const LOGS_ALLOWED = { settings: { allowedPaths: ["/var/log"] } };

describeRule(rule, {
  accepts: {
    "volumes of the pod and the cluster": {
      given: mounting(CACHE, { name: "data", persistentVolumeClaim: { claimName: "data" } }),
    },
    "a path that is allowed": { given: mounting(LOGS), ...LOGS_ALLOWED },
  },
  refuses: {
    "the container runtime's socket": {
      given: mounting(CACHE, SOCKET),
      violations: ['web: spec.template.spec.volumes[1].hostPath.path is "/var/run/docker.sock": the pod reads'],
    },
    "any other path": {
      given: mounting(LOGS),
      violations: ['web: spec.template.spec.volumes[0].hostPath.path is "/var/log"'],
    },
  },
  boundaries: {
    "a path below one that is allowed": {
      given: mounting({ name: "pods", hostPath: { path: "/var/log/pods" } }),
      ...LOGS_ALLOWED,
      violations: ['web: spec.template.spec.volumes[0].hostPath.path is "/var/log/pods"'],
    },
  },
  missing: { "no volumes": { given: deploymentOf({}) } },
  unknown: {
    "an unknown path": {
      given: mounting({ name: "data", hostPath: { path: UNKNOWN } }, SOCKET),
      violations: ["web: spec.template.spec.volumes[1].hostPath.path is"],
      remarks: ["web: Not determinable yet: spec.template.spec.volumes[0].hostPath.path isn't known"],
    },
  },
  production: pods({ [`${POD}.volumes`]: [{ name: "host", hostPath: { path: "/var/log" } }] }),
});
