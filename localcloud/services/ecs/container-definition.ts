import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { isProperties, text, type Properties } from "../../model/values";

const INPUT = "containerDefinitions";

/** The containers of a task definition. */
export function containersOf(inputs: Properties): Properties[] {
  const parsed = parsedContainers(inputs);
  return Array.isArray(parsed) ? parsed.filter(isProperties) : [];
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
