import { hexadecimalToken } from "../../model/identifiers";
import type { Operation } from "../../model/resource-type";
import { text } from "../../model/values";

const DIGITS = "ABCDEFGHIJKLMNOP";

/** The part of an ARN that IAM calls a path: `/` or `/…/`. */
export function pathOf({ inputs }: Operation): string {
  return text(inputs, "path") ?? "/";
}

/** A unique id such as `AROA…` for a role (IAM User Guide, "IAM identifiers", unique ID prefixes). */
export function uniqueId(prefix: "AROA" | "ANPA" | "AIDA" | "AIPA"): string {
  const digits = Array.from(hexadecimalToken(17), (digit) => DIGITS[Number.parseInt(digit, 16)]);
  return prefix + digits.join("");
}
