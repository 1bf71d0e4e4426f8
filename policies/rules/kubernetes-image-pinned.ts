import { MANDATORY_FROM_STAGING, resourceRule } from "../core";
import { propertyOf } from "./shared/containers";
import { containersOf, podOf, WORKLOADS } from "./shared/kubernetes-pods";
import { MOVING_IMAGES, movingImage, type MovingImageSettings } from "./shared/moving-images";

export const kubernetesImagePinned = resourceRule<MovingImageSettings>({
  name: "kubernetes-image-pinned",
  title: "A workload says which image its pods run",
  description:
    "Containers of pods name their image by a tag that stays with it, and by digest where the environment demands that.",
  why:
    "A tag that is moved to another image changes what runs without a deployment: pods that start later run other code " +
    "than those beside them, and a rollback brings the new code again.",
  fix: "Name the image by digest, `repository@sha256:…`, which a registry reports when the image is pushed.",
  severity: "high",
  identifiers: { checkov: ["CKV_K8S_14", "CKV_K8S_43"], trivy: ["AVD-KSV-0013"] },
  requirements: ["CO-4", "DP-2"],
  references: [
    { title: "Kubernetes documentation, Images", url: "https://kubernetes.io/docs/concepts/containers/images/" },
  ],
  types: WORKLOADS,
  levels: MANDATORY_FROM_STAGING,
  configuration: MOVING_IMAGES,
  check: (workload, settings) =>
    containersOf(podOf(workload)).flatMap((container) =>
      movingImage(container, propertyOf(container, "image"), settings),
    ),
});
