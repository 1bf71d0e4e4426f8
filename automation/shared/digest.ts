import { createHash } from "node:crypto";
import { canonicalJson, type JsonValue } from "./canonical-json";

/** SHA-256 of some bytes, in 64 hexadecimal digits. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** SHA-256 of a value's canonical JSON: the same for the same value, however it was written. */
export function digestOf(value: JsonValue): string {
  return sha256(canonicalJson(value));
}
