import type { Reader } from "../../core";

/**
 * Whether a text isn't set or is empty, as many outputs are that aren't set. A text that isn't known yet is neither.
 */
export function isBlank(reader: Reader, property: string): boolean {
  const text = reader.silent.string(property);
  return text.known && (text.value ?? "") === "";
}
