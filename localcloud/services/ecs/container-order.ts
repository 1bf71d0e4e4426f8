import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, objects, text, texts, type Properties } from "../../model/values";
import { containersOf, eachContainer } from "./container-definition";

/** What RegisterTaskDefinition refuses about the order in which containers start. */
export const containerOrderRules: readonly Rule[] = [
  eachContainer(requireDependencies),
  eachContainer(requireLinked),
  eachContainer(requireVolumesFrom),
  refuseCycles("Container dependencies should not have a cycle", dependenciesOf),
  refuseCycles("Container links should not have a cycle", linksOf),
];

function dependenciesOf(container: Properties): string[] {
  return objects(container, "dependsOn").map((dependency) => text(dependency, "containerName") ?? "");
}

/** A link is a name, perhaps followed by an alias. */
function linksOf(container: Properties): string[] {
  return texts(container, "links").map((link) => link.split(":")[0] ?? "");
}

function named(name: string, inputs: Properties): Properties | undefined {
  return containersOf(inputs).find((container) => text(container, "name") === name);
}

/** Amazon ECS API Reference, ContainerDependency. */
function requireDependencies(container: Properties, path: string, inputs: Properties): void {
  for (const dependency of objects(container, "dependsOn")) {
    const name = text(dependency, "containerName") ?? "";
    const target = named(name, inputs);
    if (target === undefined || name === text(container, "name")) {
      refuse("ClientException", `Cannot depend on container '${name}' because it does not exist.`, `${path}.dependsOn`);
    }
    const problem = problemOfCondition(text(dependency, "condition") ?? "", target);
    if (problem !== undefined) refuse("ClientException", problem, `${path}.dependsOn`);
  }
}

/** Why a container can never meet a condition; undefined where it can. */
function problemOfCondition(condition: string, target: Properties): string | undefined {
  if (condition === "HEALTHY" && target.healthCheck === undefined) {
    return "A dependency container with HEALTHY condition must have health check configured";
  }
  if (["COMPLETE", "SUCCESS"].includes(condition) && flag(target, "essential") !== false) {
    return "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container";
  }
  return undefined;
}

/** Amazon ECS API Reference, ContainerDefinition, links. */
function requireLinked(container: Properties, path: string, inputs: Properties): void {
  const unknown = linksOf(container).find((name) => named(name, inputs) === undefined);
  if (unknown !== undefined) refuse("ClientException", `Unknown container link: '${unknown}'.`, `${path}.links`);
}

/** Amazon ECS API Reference, VolumeFrom. */
function requireVolumesFrom(container: Properties, path: string, inputs: Properties): void {
  const sources = objects(container, "volumesFrom").flatMap((volumes) => text(volumes, "sourceContainer") ?? []);
  const unknown = sources.find((name) => named(name, inputs) === undefined);
  if (unknown !== undefined)
    refuse("ClientException", `Unknown source container: '${unknown}'.`, `${path}.volumesFrom`);
}

function refuseCycles(message: string, next: (container: Properties) => string[]): Rule {
  return ({ inputs }: Operation) => {
    for (const container of containersOf(inputs)) {
      const name = text(container, "name") ?? "";
      if (!reachedFrom(container, inputs, next).has(name)) continue;
      refuse("ClientException", `${message}: '${name}' comes back to itself`, "containerDefinitions");
    }
  };
}

function reachedFrom(
  container: Properties,
  inputs: Properties,
  next: (container: Properties) => string[],
): ReadonlySet<string> {
  const reached = new Set(next(container));
  // Additions to a set are visited too.
  for (const name of reached) {
    for (const further of next(named(name, inputs) ?? {})) reached.add(further);
  }
  return reached;
}
