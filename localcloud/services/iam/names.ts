import type { Operation } from "../../model/resource-type";
import { hexadecimalToken } from "../../model/token";
import { text } from "../../model/values";

/** The given name, or one with the given prefix, as the provider makes it from `namePrefix`. */
export function nameOf({ inputs }: Operation): string {
  return text(inputs, "name") ?? `${text(inputs, "namePrefix") ?? ""}${hexadecimalToken(26)}`;
}

/** The part of an ARN that IAM calls a path: `/` or `/…/`. */
export function pathOf({ inputs }: Operation): string {
  return text(inputs, "path") ?? "/";
}
