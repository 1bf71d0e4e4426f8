import type { Operation } from "../../model/resource-type";
import { hexadecimalToken } from "../../model/token";
import { text } from "../../model/values";

/** The given name, or a new one with the given prefix, as the provider makes it where the input is left out. */
export function nameOf({ inputs }: Operation, input = "name"): string {
  return text(inputs, input) ?? `${text(inputs, `${input}Prefix`) ?? ""}${hexadecimalToken(26)}`;
}
