import { kubernetesNoDefaultToken as rule } from "../../../policies/rules/kubernetes-no-default-token";
import { describeRule, UNKNOWN } from "../support";
import { cronJob, deploymentOf, kubernetesResource } from "../support/kubernetes";
import { POD, pods } from "../support/mutation";

const AT = "web: spec.template.spec.serviceAccountName";

describeRule(rule, {
  accepts: {
    "a pod without a token": { given: deploymentOf({}, { automountServiceAccountToken: false }) },
    "one with an account of its own": { given: deploymentOf({}, { serviceAccountName: "scraper" }) },
    "one whose account has the older name": { given: deploymentOf({}, { serviceAccount: "scraper" }) },
  },
  refuses: {
    "the token of the default account": {
      given: deploymentOf({}, { automountServiceAccountToken: true, serviceAccountName: "default" }),
      violations: [`${AT} is "default": each container`],
    },
    "that of a job": {
      given: cronJob({ containers: [] }),
      violations: ["web: spec.jobTemplate.spec.template.spec.serviceAccountName is not set"],
    },
  },
  boundaries: {
    "no token of the default account": {
      given: deploymentOf({}, { automountServiceAccountToken: "false", serviceAccountName: "default" }),
    },
  },
  missing: {
    "nothing said of either": { given: deploymentOf({}), violations: [`${AT} is not set`] },
    "a bare pod with nothing": {
      given: kubernetesResource("core/v1:Pod", {}),
      violations: ["web: spec.serviceAccountName is not set"],
    },
  },
  unknown: {
    "an unknown account": {
      given: deploymentOf({}, { serviceAccountName: UNKNOWN }),
      remarks: ["web: Not determinable yet: spec.template.spec.serviceAccountName isn't known"],
    },
    "an unknown choice": {
      given: deploymentOf({}, { automountServiceAccountToken: UNKNOWN }),
      remarks: ["web: Not determinable yet: spec.template.spec.automountServiceAccountToken isn't known"],
    },
  },
  production: pods({ [`${POD}.automountServiceAccountToken`]: undefined }),
});
