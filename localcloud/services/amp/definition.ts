import { parse } from "yaml";
import { refuse } from "../../model/aws-error";
import { isProperties, type Properties } from "../../model/values";

/**
 * The object that a definition in YAML holds. AWS checks a definition when it puts it into effect, and the provider
 * waits for that (Amazon Managed Service for Prometheus User Guide, "Troubleshooting").
 */
export function parsedDefinition(definition: string, input: string): Properties {
  const parsed = attempted(() => parse(definition) as unknown, input);
  if (!isProperties(parsed)) invalid("error loading the definition: it has to be a mapping in YAML", input);
  return parsed;
}

/** Refuses a definition. */
export function invalid(reason: string, input: string): never {
  refuse("ValidationException", reason, input);
}

function attempted<T>(read: () => T, input: string): T {
  try {
    return read();
  } catch (error) {
    return invalid(`error unmarshalling YAML: ${error instanceof Error ? error.message : String(error)}`, input);
  }
}
