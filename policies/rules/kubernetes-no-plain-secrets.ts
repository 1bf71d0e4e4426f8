import { ALWAYS_MANDATORY, resourceRule, type Finding, type Reader } from "../core";
import { propertyOf } from "./shared/containers";
import { containersOf, podOf, WORKLOADS } from "./shared/kubernetes-pods";
import { plainSecretConfiguration, suspicionOf, type PlainSecretSettings } from "./shared/plain-secrets";

export const kubernetesNoPlainSecrets = resourceRule<PlainSecretSettings>({
  name: "kubernetes-no-plain-secrets",
  title: "Pods get no credentials as plain environment variables",
  description: "No container of a pod has a credential as a plain value in its `env`, by its name or its value.",
  why:
    "Whoever may look at the workload reads the value, in every revision that is kept, and it isn't encrypted as a " +
    "Secret can be.",
  fix:
    "Keep the value in a Secret and name it: `valueFrom: { secretKeyRef: { name, key } }`. A value that once stood in a " +
    "workload has to be replaced.",
  severity: "critical",
  requirements: ["CO-3", "SE-2"],
  references: [
    {
      title: "Kubernetes documentation, Good practices for Kubernetes Secrets",
      url: "https://kubernetes.io/docs/concepts/security/secrets-good-practices/",
    },
  ],
  types: WORKLOADS,
  levels: ALWAYS_MANDATORY,
  configuration: plainSecretConfiguration("Environment variables"),
  check: (workload, { harmlessNames }) =>
    containersOf(podOf(workload)).flatMap((container) =>
      container.each("env").flatMap((variable) => plainSecret(container, variable, harmlessNames)),
    ),
});

function plainSecret(container: Reader, variable: Reader, harmlessNames: readonly string[]): Finding[] {
  const [name, value] = [variable.string("name"), variable.string("value")];
  if (!name.known || !value.known || name.value === undefined || value.value === undefined) return [];
  const suspicion = suspicionOf(name.value, withoutReferences(value.value), harmlessNames);
  if (suspicion === undefined) return [];
  return [
    {
      property: propertyOf(container, `env["${name.value}"]`),
      value: value.value,
      withheld: true,
      problem: `${suspicion}, and everyone who can read the workload can read it`,
      allowed: "credentials from Secrets only",
      fix: `move it to a Secret: { name: "${name.value}", valueFrom: { secretKeyRef: { name, key } } }`,
    },
  ];
}

/**
 * Kubernetes replaces `$(NAME)` by the value of another variable. A value that consists of such references holds no
 * credential.
 */
function withoutReferences(value: string): string {
  return value.replace(/\$\([^)]*\)/g, "");
}
