import { AwsError } from "../../model/aws-error";
import { isProperties, text, type Properties } from "../../model/values";

const INPUT = "containerDefinitions";

/** The containers of a task definition. */
export function containersOf(inputs: Properties): Properties[] {
  const parsed = parsedContainers(inputs);
  return Array.isArray(parsed) ? parsed.filter(isProperties) : [];
}

function parsedContainers(inputs: Properties): unknown {
  try {
    return JSON.parse(text(inputs, INPUT) ?? "[]") as unknown;
  } catch {
    throw new AwsError("InvalidParameterException", `The container definitions are not valid JSON (${INPUT})`);
  }
}

/** A refusal by RegisterTaskDefinition that names the container definition at fault. */
export function containerRefusal(index: number, path: string, message: string): AwsError {
  return new AwsError("ClientException", `${message} (${INPUT}[${index}].${path})`);
}
