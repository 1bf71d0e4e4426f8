import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { isProperties, text, type Properties } from "../../model/values";

const INPUT = "containerDefinitions";

/** Containers that were read before, by their task definition's inputs, which never change. */
const READ = new WeakMap<Properties, readonly Properties[]>();

/** The containers of a task definition. */
export function containersOf(inputs: Properties): readonly Properties[] {
  const read = READ.get(inputs);
  if (read !== undefined) return read;
  const parsed = parsedContainers(inputs);
  const containers = Array.isArray(parsed) ? parsed.filter(isProperties) : [];
  READ.set(inputs, containers);
  return containers;
}

/**
 * A rule about one container of a task definition.
 * @param path path of the container within the task definition's inputs.
 */
export type ContainerRule = (container: Properties, path: string, inputs: Properties) => void;

export function eachContainer(rule: ContainerRule): Rule {
  return ({ inputs }: Operation) => {
    containersOf(inputs).forEach((container, index) => {
      rule(container, `${INPUT}[${index}]`, inputs);
    });
  };
}

function parsedContainers(inputs: Properties): unknown {
  try {
    return JSON.parse(text(inputs, INPUT) ?? "[]") as unknown;
  } catch {
    refuse("InvalidParameterException", `The container definitions are not valid JSON`, INPUT);
  }
}
