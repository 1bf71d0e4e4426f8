import { isDeepStrictEqual } from "node:util";

/** A change at one path of a YAML or JSON document. */
export interface ValueChange {
  readonly path: readonly (string | number)[];
  /** The new value; undefined removes what is there. */
  readonly value: unknown;
}

/** The smallest changes that turn one value into the other, in the order in which they have to be applied. */
export function valueChanges(before: unknown, after: unknown): ValueChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  const keys = sharedKeys(before, after);
  if (keys === undefined) return [{ path: [], value: after }];
  return keys.flatMap((key) =>
    valueChanges(at(before, key), at(after, key)).map(({ path, value }) => ({ path: [key, ...path], value })),
  );
}

/** Keys or places of two objects or two lists; undefined if one value has to replace the other as a whole. */
function sharedKeys(before: unknown, after: unknown): (string | number)[] | undefined {
  if (Array.isArray(before) && Array.isArray(after)) return sharedPlaces(before.length, after.length);
  if (!isObject(before) || !isObject(after)) return undefined;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

/**
 * New places come last, from the front. Removed places come last, from the end, so that no removal moves a place that
 * comes later.
 */
function sharedPlaces(before: number, after: number): number[] {
  const places = Array.from({ length: Math.max(before, after) }, (_, place) => place);
  const [common, others] = [places.slice(0, Math.min(before, after)), places.slice(Math.min(before, after))];
  return [...common, ...(after < before ? others.reverse() : others)];
}

function at(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, unknown>)[key];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
