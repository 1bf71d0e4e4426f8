import { isDeepStrictEqual } from "node:util";

/** What has to be set at a path of a YAML or JSON document. */
export interface ValueChange {
  readonly path: readonly (string | number)[];
  /** Undefined for what has to go. */
  readonly value: unknown;
}

/** The smallest changes that make one value mean the same as another, in the order in which they have to be applied. */
export function valueChanges(before: unknown, after: unknown): ValueChange[] {
  if (sameMeaning(before, after)) return [];
  const keys = sharedKeys(before, after);
  if (keys === undefined) return [{ path: [], value: ofTheKindOf(before, after) }];
  return keys.flatMap((key) =>
    valueChanges(at(before, key), at(after, key)).map(({ path, value }) => ({ path: [key, ...path], value })),
  );
}

/** A number or boolean that Pulumi wrote as text, where one of its kind stood before. */
function ofTheKindOf(before: unknown, after: unknown): unknown {
  const readings: readonly unknown[] = typeof after === "string" ? [Number(after), after === "true"] : [];
  return readings.find((each) => typeof each === typeof before && String(each) === after) ?? after;
}

/**
 * Compares numbers and booleans as text: whenever Pulumi writes a file, it turns them into text, which is no change that
 * anybody made.
 */
export function sameMeaning(one: unknown, other: unknown): boolean {
  return isDeepStrictEqual(withTextScalars(one), withTextScalars(other));
}

function withTextScalars(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTextScalars);
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withTextScalars(each)]));
  }
  return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
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
