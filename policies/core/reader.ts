import { UnknownValueError } from "@pulumi/policy";
import { entryPath, isObject, joinPaths, pathSegments, type PathSegment } from "./property-path";

/** The result of a read: a value, undefined if the property isn't set; or unknown, in a preview. */
export type Reading<T> = Known<T> | NotKnownYet;

export interface Known<T> {
  readonly known: true;
  readonly value: T | undefined;
}

export interface NotKnownYet {
  readonly known: false;
}

/** Called with the path of each value that a rule read and that isn't known yet. */
export type OnUnknown = (path: string) => void;

/**
 * Whether a value is known and equals `value`. A property that isn't set counts as `whenMissing`, the provider's
 * default.
 */
export function isKnownAs<T>(reading: Reading<T>, value: T, whenMissing?: T): boolean {
  return reading.known && (reading.value ?? whenMissing) === value;
}

/**
 * Whether a value is known and differs from `value`. It isn't the negation of {@link isKnownAs}: for unknown values
 * both are false.
 */
export function isKnownUnlike<T>(reading: Reading<T>, value: T, whenMissing?: T): boolean {
  return reading.known && (reading.value ?? whenMissing) !== value;
}

/** The value if it is set and known, for rules that treat the other two cases alike. */
export function knownValue<T>(reading: Reading<T>): T | undefined {
  return reading.known ? reading.value : undefined;
}

const NOT_KNOWN_YET: NotKnownYet = { known: false };

/**
 * Reads the properties of a resource, of which some may be unknown in a preview. Each read returns a {@link Reading},
 * whose `value` the compiler gives only to code that has checked `known`, so no rule can forget the case. The pack
 * reports unknown values; a rule leaves out the findings that depend on them.
 */
export class Reader {
  constructor(
    private readonly root: Reading<unknown>,
    /** Path of this reader's value within the resource; empty for the whole resource. */
    readonly path: string,
    private readonly onUnknown: OnUnknown,
  ) {}

  /** The text at `path`. Numbers and booleans become texts, as AWS reads them. */
  string(path = ""): Reading<string> {
    return this.read(path, (value) => (isScalar(value) ? String(value) : undefined));
  }

  /** The number at `path`, which may be written as text. */
  number(path = ""): Reading<number> {
    return this.read(path, asNumber);
  }

  /** The boolean at `path`, which may be written as text. */
  boolean(path = ""): Reading<boolean> {
    return this.read(path, asBoolean);
  }

  /** The elements of the list at `path`, each of which may be unknown. */
  list(path = ""): Reading<readonly Reader[]> {
    return this.read(path, (value) =>
      Array.isArray(value)
        ? Array.from({ length: value.length }, (_, index) => this.at(joinPaths(path, `[${index}]`)))
        : undefined,
    );
  }

  /** The elements of the list at `path`; empty if the list isn't set or isn't known yet. */
  each(path = ""): readonly Reader[] {
    const list = this.list(path);
    return list.known ? (list.value ?? []) : [];
  }

  /** The texts of the list at `path`; unknown if one of them is. */
  strings(path = ""): Reading<readonly string[]> {
    const list = this.list(path);
    if (!list.known || list.value === undefined) return list.known ? { known: true, value: undefined } : list;
    const elements = list.value.map((element) => element.string());
    if (elements.some((element) => !element.known)) return NOT_KNOWN_YET;
    return { known: true, value: elements.flatMap((element) => (element.known ? [element.value ?? ""] : [])) };
  }

  /** The names and values of the object at `path`; empty if it isn't set or isn't known yet. */
  entries(path = ""): readonly (readonly [name: string, value: Reader])[] {
    const object = this.read(path, (value) => (isObject(value) ? Object.keys(value) : undefined));
    const names = object.known ? (object.value ?? []) : [];
    return names.map((name) => [name, this.at(joinPaths(path, entryPath(name)))]);
  }

  /** A reader of the value at `path`. This alone reports nothing as unknown. */
  at(path: string): Reader {
    return new Reader(this.find(path), joinPaths(this.path, path), this.onUnknown);
  }

  /**
   * The same reader without reports of unknown values, for properties that the provider fills in if the program leaves
   * them out.
   */
  get silent(): Reader {
    return this.reportingTo(() => undefined);
  }

  /** The same reader, which reports unknown values to `onUnknown`. */
  reportingTo(onUnknown: OnUnknown): Reader {
    return new Reader(this.root, this.path, onUnknown);
  }

  /** A reader of the JSON text at `path`, such as a policy. It finds nothing if the text isn't set or isn't JSON. */
  json(path: string): Reader {
    const text = this.find(path);
    const root = text.known ? { known: true as const, value: parseJson(text.value) } : text;
    return new Reader(root, joinPaths(this.path, path), this.onUnknown);
  }

  /**
   * Whether the property at `path` isn't set. An unknown value counts as set. If the object around it is unknown, the
   * property doesn't count as missing.
   */
  isMissing(path: string): boolean {
    const segments = pathSegments(path);
    const parent = step(this.root, segments.slice(0, -1));
    if (!parent.known) {
      this.onUnknown(joinPaths(this.path, path));
      return false;
    }
    const value = step(parent, segments.slice(-1));
    return value.known && (value.value === undefined || value.value === null);
  }

  private find(path: string): Reading<unknown> {
    return step(this.root, pathSegments(path));
  }

  private read<T>(path: string, convert: (value: unknown) => T | undefined): Reading<T> {
    const found = this.find(path);
    if (found.known) return { known: true, value: convert(found.value) };
    this.onUnknown(joinPaths(this.path, path));
    return found;
  }
}

function step(from: Reading<unknown>, segments: readonly PathSegment[]): Reading<unknown> {
  return segments.reduce((reading, segment) => (reading.known ? property(reading.value, segment) : reading), from);
}

/** Reads a property. The SDK's proxies throw if a value is unknown, and only this function reads them. */
function property(object: unknown, segment: PathSegment): Reading<unknown> {
  if (!isObject(object)) return { known: true, value: undefined };
  try {
    return { known: true, value: object[segment] };
  } catch (error) {
    if (error instanceof UnknownValueError) return NOT_KNOWN_YET;
    throw error;
  }
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function asNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value !== "string" || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : number;
}

function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : undefined;
}

function parseJson(text: unknown): unknown {
  if (typeof text !== "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // AWS refuses what isn't JSON
  }
}
