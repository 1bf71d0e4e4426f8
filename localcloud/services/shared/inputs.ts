import { hexadecimalToken } from "../../model/identifiers";
import type { Operation, Rule } from "../../model/resource-type";
import { type Properties, text } from "../../model/values";

/** The names of the inputs that have a value; the provider doesn't send empty ones. */
export function given<Name extends string>(inputs: Properties, names: readonly Name[]): Name[] {
  return names.filter((name) => !isEmpty(inputs[name]));
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** The given name, or a new one with the given prefix, as the provider makes it where the input is left out. */
export function nameOf({ inputs }: Operation, input = "name"): string {
  return text(inputs, input) ?? `${text(inputs, `${input}Prefix`) ?? ""}${hexadecimalToken(26)}`;
}

/** Inputs with one of them in lower case, for what the provider compares without regard to case. */
export function inLowerCase(inputs: Properties, input: string): Properties {
  const value = text(inputs, input);
  return value === undefined ? inputs : { ...inputs, [input]: value.toLowerCase() };
}

/** A text parsed as JSON; undefined if it isn't JSON. */
export function parseJson(content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch {
    return undefined;
  }
}

export function isJson(content: string): boolean {
  return parseJson(content) !== undefined;
}

/** Thrown for what AWS accepts and the local cloud doesn't model; says where to add it. */
export class NotModelledError extends Error {
  override readonly name = "NotModelledError";

  constructor(what: string, inputs: readonly string[], file: string) {
    super(`the local cloud doesn't model ${what} (${inputs.join(", ")}); add it to localcloud/${file}`);
  }
}

/** Refuses inputs that the local cloud would otherwise ignore; an input that is `false` passes. */
export function refuseUnmodelled(inputs: readonly string[], what: string, file: string): Rule {
  return (operation) => {
    const found = given(operation.inputs, inputs).filter((input) => operation.inputs[input] !== false);
    if (found.length > 0) throw new NotModelledError(what, found, file);
  };
}
