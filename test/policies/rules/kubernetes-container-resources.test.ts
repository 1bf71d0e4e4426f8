import { kubernetesContainerResources as rule } from "../../../policies/rules/kubernetes-container-resources";
import { describeRule, UNKNOWN } from "../support";
import { CONTAINER, deployment, deploymentOf, kubernetesResource } from "../support/kubernetes";
import { POD_CONTAINER, pods } from "../support/mutation";

const ALL = { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: 1, memory: "1Gi" } };

const SETUP = 'web: spec.template.spec.initContainers[0]["setup"]';

describeRule(rule, {
  accepts: {
    "requests and limits": { given: deploymentOf({ resources: ALL }) },
    "limits alone, which are the requests then": { given: deploymentOf({ resources: { limits: ALL.limits } }) },
    "those of the pod, which its containers share": { given: deploymentOf({}, { resources: ALL }) },
  },
  refuses: {
    "no limit of memory": {
      given: deploymentOf({ resources: { ...ALL, limits: { cpu: 1 } } }),
      violations: [`${CONTAINER}.resources.limits.memory is not set: it may use all memory of its node`],
    },
    "a container without any that only prepares the pod": {
      given: kubernetesResource("batch/v1:Job", {
        template: { spec: { containers: [{ name: "job", resources: ALL }], initContainers: [{ name: "setup" }] } },
      }),
      violations: [
        `${SETUP}.resources.requests.cpu is not set`,
        `${SETUP}.resources.requests.memory is not set`,
        `${SETUP}.resources.limits.cpu is not set`,
        `${SETUP}.resources.limits.memory is not set`,
      ],
    },
  },
  boundaries: {
    "no limit of CPU, where none is required": {
      given: deploymentOf({ resources: { ...ALL, limits: { memory: "1Gi" } } }),
      settings: { required: ["requests.cpu", "requests.memory", "limits.memory"] },
    },
    "no request of CPU where nothing limits it either": {
      given: deploymentOf({ resources: { requests: { memory: "512Mi" }, limits: { memory: "1Gi" } } }),
      violations: [`${CONTAINER}.resources.requests.cpu is not set`, `${CONTAINER}.resources.limits.cpu is not set`],
    },
  },
  missing: {
    "no resources": {
      given: deploymentOf({}),
      settings: { required: ["requests.cpu"] },
      violations: [`${CONTAINER}.resources.requests.cpu is not set`],
    },
    "no containers": { given: deployment({}) },
  },
  unknown: {
    "quantities that aren't known, but set": {
      given: deploymentOf({
        resources: { requests: { cpu: UNKNOWN, memory: UNKNOWN }, limits: { cpu: UNKNOWN, memory: UNKNOWN } },
      }),
    },
    "unknown limits": {
      given: deploymentOf({ resources: { requests: ALL.requests, limits: UNKNOWN } }),
      remarks: [
        "web: Not determinable yet: spec.template.spec.containers[0].resources.limits.cpu, " +
          "spec.template.spec.containers[0].resources.limits.memory aren't known",
      ],
    },
  },
  production: pods({ [`${POD_CONTAINER}.resources.limits.memory`]: undefined }),
});
