import { kubernetesReadOnlyRootFilesystem as rule } from "../../../policies/rules/kubernetes-read-only-root-filesystem";
import { describeRule, UNKNOWN, type TestResource } from "../support";
import { CONTAINER, cronJob, deploymentOf } from "../support/kubernetes";
import { POD_CONTAINER, pods } from "../support/mutation";

function withRoot(readOnlyRootFilesystem: unknown, pod: TestResource["properties"] = {}): TestResource {
  return deploymentOf({ securityContext: { readOnlyRootFilesystem } }, pod);
}

const AT = `${CONTAINER}.securityContext.readOnlyRootFilesystem`;

describeRule(rule, {
  accepts: {
    "a root that can only be read": { given: withRoot(true) },
    "a pod on Windows, where there is none": { given: withRoot(false, { os: { name: "windows" } }) },
  },
  refuses: {
    "a root that can be written": {
      given: withRoot(false),
      violations: [`${AT} is false: an intruder can change the container's programs`],
    },
    "that of a job": {
      given: cronJob({ containers: [{ name: "job" }] }),
      violations: [
        'web: spec.jobTemplate.spec.template.spec.containers[0]["job"].securityContext.readOnlyRootFilesystem is not',
      ],
    },
  },
  boundaries: {
    "a boolean written as text": { given: withRoot("true") },
    "a pod on Linux that says so": {
      given: withRoot(false, { os: { name: "linux" } }),
      violations: [`${AT} is false`],
    },
  },
  missing: { "no security context": { given: deploymentOf({}), violations: [`${AT} is not set`] } },
  unknown: {
    "an unknown setting": {
      given: withRoot(UNKNOWN),
      remarks: ["web: Not determinable yet: spec.template.spec.containers[0].securityContext.readOnlyRootFilesystem"],
    },
  },
  production: pods({ [`${POD_CONTAINER}.securityContext.readOnlyRootFilesystem`]: false }),
});
