import type { Properties } from "../../model/values";

/** Those of the inputs that are given; the provider doesn't send what is empty. */
export function given<Name extends string>(inputs: Properties, names: readonly Name[]): Name[] {
  return names.filter((name) => !isEmpty(inputs[name]));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}
