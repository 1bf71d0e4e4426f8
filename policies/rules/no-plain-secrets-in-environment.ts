import { ALWAYS_MANDATORY, resourceRule, type Finding, type Reader } from "../core";
import { containersOf, TASK_DEFINITION } from "./shared/containers";
import { plainSecretConfiguration, suspicionOf, type PlainSecretSettings } from "./shared/plain-secrets";

export const noPlainSecretsInEnvironment = resourceRule<PlainSecretSettings>({
  name: "no-plain-secrets-in-environment",
  title: "Containers get no credentials as plain environment variables",
  description:
    "No container of an ECS task definition has a credential in its `environment`, by its name or its value.",
  why:
    "Whoever may describe the task definition reads the value, in every revision that was ever made, and it stands in " +
    "plain text in logs of API calls.",
  fix:
    "Keep the value in Secrets Manager or Parameter Store and name it under `secrets: [{ name, valueFrom }]`. A value " +
    "that once stood in a task definition has to be replaced.",
  severity: "critical",
  identifiers: { fsbp: ["ECS.8"], trivy: ["AVD-AWS-0036"] },
  requirements: ["CO-3", "SE-2"],
  references: [
    {
      title: "Amazon ECS Developer Guide, Pass sensitive data to an Amazon ECS container",
      url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
    },
  ],
  types: [TASK_DEFINITION],
  levels: ALWAYS_MANDATORY,
  configuration: plainSecretConfiguration("Environment variables"),
  check: (taskDefinition, { harmlessNames }) =>
    containersOf(taskDefinition)
      .flatMap((container) => container.each("environment"))
      .flatMap((variable) => plainSecret(variable, harmlessNames)),
});

function plainSecret(variable: Reader, harmlessNames: readonly string[]): Finding[] {
  const [name, value] = [variable.string("name"), variable.string("value")];
  if (!name.known || !value.known || name.value === undefined || value.value === undefined) return [];
  const suspicion = suspicionOf(name.value, value.value, harmlessNames);
  if (suspicion === undefined) return [];
  return [
    {
      property: `${variable.path}["${name.value}"]`,
      value: value.value,
      withheld: true,
      problem: `${suspicion}, and everyone who can read the task definition can read it`,
      allowed: "credentials under secrets only",
      fix: `move it to Secrets Manager and inject it: secrets: [{ name: "${name.value}", valueFrom: "<ARN>" }]`,
    },
  ];
}
