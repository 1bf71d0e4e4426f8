import type { Rule } from "../../model/resource-type";
import { given } from "./inputs";

/** Thrown for what AWS takes and the local cloud doesn't model; says where to add it. */
export class NotModelledError extends Error {
  override readonly name = "NotModelledError";

  constructor(what: string, inputs: readonly string[], file: string) {
    super(`the local cloud doesn't model ${what} (${inputs.join(", ")}); add it to localcloud/${file}`);
  }
}

/** Refuses inputs that the local cloud would otherwise accept without looking at them; what is switched off asks for nothing. */
export function refuseUnmodelled(inputs: readonly string[], what: string, file: string): Rule {
  return (operation) => {
    const found = given(operation.inputs, inputs).filter((input) => operation.inputs[input] !== false);
    if (found.length > 0) throw new NotModelledError(what, found, file);
  };
}
