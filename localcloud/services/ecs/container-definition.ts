import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { isProperties, text, type Properties } from "../../model/values";

const INPUT = "containerDefinitions";

/** The containers of a task definition. */
export function containersOf(inputs: Properties): Properties[] {
  const parsed = parsedContainers(inputs);
  return Array.isArray(parsed) ? parsed.filter(isProperties) : [];
}

/** A rule about each container by itself, as seen within its task definition. */
export type ContainerRule = (container: Properties, place: ContainerPlace, inputs: Properties) => void;

/** Where a container stands, for messages. */
export interface ContainerPlace {
  /** @throws {AwsError} that names the container's property. */
  refuse(property: string, message: string): never;
}

export function eachContainer(rule: ContainerRule): Rule {
  return ({ inputs }: Operation) => {
    containersOf(inputs).forEach((container, index) => {
      rule(container, placeOf(index), inputs);
    });
  };
}

function placeOf(index: number): ContainerPlace {
  return {
    refuse: (property, message) => {
      refuse("ClientException", message, `${INPUT}[${index}].${property}`);
    },
  };
}

function parsedContainers(inputs: Properties): unknown {
  try {
    return JSON.parse(text(inputs, INPUT) ?? "[]") as unknown;
  } catch {
    refuse("InvalidParameterException", `The container definitions are not valid JSON`, INPUT);
  }
}
