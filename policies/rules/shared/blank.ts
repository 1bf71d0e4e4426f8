import type { Reader } from "../../core";

/** Whether a text is left out or empty, which many outputs are for what isn't set; one that isn't known yet is neither. */
export function isBlank(reader: Reader, property: string): boolean {
  const text = reader.silent.string(property);
  return text.known && (text.value ?? "") === "";
}
