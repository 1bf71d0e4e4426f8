import { objects, text, type Properties } from "../../model/values";

/** What a container waits for before it starts (Amazon ECS API Reference, ContainerDependency). */
export interface ContainerDependency {
  readonly containerName: string;
  readonly condition: "START" | "COMPLETE" | "SUCCESS" | "HEALTHY";
}

export function dependenciesOf(definition: Properties): ContainerDependency[] {
  return objects(definition, "dependsOn").map((dependency) => ({
    containerName: text(dependency, "containerName") ?? "",
    condition: (text(dependency, "condition") ?? "START") as ContainerDependency["condition"],
  }));
}

/** Names of the containers that depend on one: they stop before it. */
export function dependentsOf(name: string, definitions: readonly Properties[]): string[] {
  return definitions
    .filter((definition) => dependenciesOf(definition).some(({ containerName }) => containerName === name))
    .map((definition) => text(definition, "name") ?? "");
}
