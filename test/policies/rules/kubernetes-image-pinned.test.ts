import { kubernetesImagePinned as rule } from "../../../policies/rules/kubernetes-image-pinned";
import { describeRule, UNKNOWN, type TestResource } from "../support";
import { CONTAINER, deployment, deploymentOf } from "../support/kubernetes";
import { POD_CONTAINER, pods } from "../support/mutation";

const DIGEST = `sha256:${"0a".repeat(32)}`;
const STAGING = { environment: "staging" } as const;

function running(image: unknown): TestResource {
  return deploymentOf({ image });
}

describeRule(rule, {
  accepts: {
    "an image by digest": { given: running(`registry:5000/web@${DIGEST}`) },
    "one by tag and digest": { given: running(`web:latest@${DIGEST}`) },
    "a fixed tag in staging": { given: running("registry:5000/web:1.4.0"), ...STAGING },
  },
  refuses: {
    "a tag that moves": {
      given: running("web:latest"),
      ...STAGING,
      violations: [`${CONTAINER}.image is "web:latest": what is called latest changes without a deployment`],
    },
    "a tag in production": {
      given: running("web:1.4.0"),
      violations: [`${CONTAINER}.image is "web:1.4.0": a tag can be moved`],
    },
    "that of a container that only prepares the pod": {
      given: deployment({ containers: [], initContainers: [{ name: "setup", image: "busybox" }] }),
      violations: ['web: spec.template.spec.initContainers[0]["setup"].image is "busybox": without a tag'],
    },
  },
  boundaries: {
    "a port that is no tag": {
      given: running("registry:5000/web"),
      ...STAGING,
      violations: [`${CONTAINER}.image is "registry:5000/web": without a tag`],
    },
    "moving tags of one's own": {
      given: running("web:stable"),
      ...STAGING,
      settings: { movingTags: ["stable"] },
      violations: [`${CONTAINER}.image is "web:stable"`],
    },
    "tags where no digest is demanded": { given: running("web:1.4.0"), settings: { digestRequired: false } },
  },
  missing: { "no image, which Kubernetes refuses": { given: running(undefined) } },
  unknown: {
    "an image that is being built": {
      given: running(UNKNOWN),
      remarks: ["web: Not determinable yet: spec.template.spec.containers[0].image isn't known"],
    },
  },
  production: pods({ [`${POD_CONTAINER}.image`]: "registry.proofpix.com/proofpix/enterprise:1.0.0" }),
});
