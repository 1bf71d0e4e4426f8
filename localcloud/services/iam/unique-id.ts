import { hexadecimalToken } from "../../model/token";

const DIGITS = "ABCDEFGHIJKLMNOP";

/** A unique id such as `AROA…` for a role (IAM User Guide, "IAM identifiers", unique ID prefixes). */
export function uniqueId(prefix: "AROA" | "ANPA" | "AIDA" | "AIPA"): string {
  const digits = Array.from(hexadecimalToken(17), (digit) => DIGITS[Number.parseInt(digit, 16)]);
  return prefix + digits.join("");
}
