import { isDeepStrictEqual } from "node:util";

/** What has to be set at a path of a YAML or JSON document. */
export interface ValueChange {
  readonly path: readonly (string | number)[];
  /** Undefined for what has to go. */
  readonly value: unknown;
}

/** The smallest changes that make one value the same as another, in the order in which they have to be applied. */
export function valueChanges(before: unknown, after: unknown): ValueChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  const keys = sharedKeys(before, after);
  if (keys === undefined) return [{ path: [], value: after }];
  return keys.flatMap((key) =>
    valueChanges(at(before, key), at(after, key)).map(({ path, value }) => ({ path: [key, ...path], value })),
  );
}

/** Keys or places of two objects or two lists; undefined where one has to take the other's place as a whole. */
function sharedKeys(before: unknown, after: unknown): (string | number)[] | undefined {
  if (Array.isArray(before) && Array.isArray(after)) return sharedPlaces(before.length, after.length);
  if (!isObject(before) || !isObject(after)) return undefined;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

/** New places come last, from the front; places that go, from the end, so that none moves before its turn. */
function sharedPlaces(before: number, after: number): number[] {
  const places = Array.from({ length: Math.max(before, after) }, (_, place) => place);
  const [kept, others] = [places.slice(0, Math.min(before, after)), places.slice(Math.min(before, after))];
  return [...kept, ...(after < before ? others.reverse() : others)];
}

function at(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string | number, unknown>)[key];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
