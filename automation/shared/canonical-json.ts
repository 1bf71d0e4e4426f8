/** What JSON can hold. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;

/** An object of JSON; a member that is undefined counts as left out. */
export interface JsonObject {
  readonly [name: string]: JsonValue | undefined;
}

/**
 * The one text of a value, whatever the order in which its members were written: no white space, members sorted by
 * their names' UTF-16 code units, numbers and texts as ECMAScript writes them (RFC 8785, JSON Canonicalization Scheme).
 * @throws {TypeError} for a number that JSON can't hold.
 */
export function canonicalJson(value: JsonValue): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError(`JSON can't hold the number ${value}`);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .flatMap((name) => {
      const member = value[name];
      return member === undefined ? [] : [`${JSON.stringify(name)}:${canonicalJson(member)}`];
    });
  return `{${members.join(",")}}`;
}

/** Whether a value is a JSON object. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}
