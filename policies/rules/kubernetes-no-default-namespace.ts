import { isKnownAs, knownValue, MANDATORY_FROM_STAGING, resourceRule } from "../core";
import { WORKLOADS } from "./shared/kubernetes-pods";

export const kubernetesNoDefaultNamespace = resourceRule({
  name: "kubernetes-no-default-namespace",
  title: "The default namespace stays empty",
  description:
    "Workloads, Services, Ingresses, ConfigMaps, Secrets and PersistentVolumeClaims have a namespace of their own.",
  why:
    "Roles, quotas and network policies apply to a namespace. Whatever is in the default namespace shares them with " +
    "everything that was put there by mistake.",
  fix: "Set `metadata.namespace`, or the provider's `namespace`, to one that the product has to itself.",
  severity: "low",
  identifiers: { checkov: ["CKV_K8S_21"], trivy: ["AVD-KSV-0110"] },
  requirements: ["ENV-4", "SE-3"],
  references: [
    {
      title: "Kubernetes documentation, Namespaces",
      url: "https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/",
    },
  ],
  types: [
    ...WORKLOADS,
    "kubernetes:core/v1:Service",
    "kubernetes:core/v1:ConfigMap",
    "kubernetes:core/v1:Secret",
    "kubernetes:core/v1:PersistentVolumeClaim",
    "kubernetes:networking.k8s.io/v1:Ingress",
  ],
  levels: MANDATORY_FROM_STAGING,
  check(resource) {
    const namespace = resource.string("metadata.namespace");
    // The provider fills in its own namespace before policies see the resource.
    if (!isKnownAs(namespace, "default", "default")) return [];
    return [
      {
        property: "metadata.namespace",
        value: knownValue(namespace),
        problem: "it shares roles, quotas and network policies with everything else in the default namespace",
        allowed: "any other namespace",
        fix: "set metadata.namespace to one that the product has to itself",
      },
    ];
  },
});
