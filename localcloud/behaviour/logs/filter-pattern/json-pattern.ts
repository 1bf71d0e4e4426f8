import { comparisonOf } from "./comparison";
import type { FilterPattern } from "./filter-pattern";
import { PatternError } from "./pattern-error";
import { conditionOf, PatternReader } from "./pattern-reader";

/** A pattern of JSON, such as `{ $.level = "error" && $.duration > 2 }`. Other lines don't match. */
export function jsonPattern(pattern: string): FilterPattern {
  const reader = new PatternReader(pattern);
  reader.demand("{");
  const condition = conditionOf<unknown>(reader, () => comparison(reader));
  reader.demand("}");
  reader.end();
  return (message) => {
    const parsed = parsedJson(message);
    if (parsed === undefined || !condition(parsed)) return undefined;
    return { valueOf: (selector) => scalarOf(valuesAt(parsed, selector)[0]) };
  };
}

function comparison(reader: PatternReader): (json: unknown) => boolean {
  const selector = reader.next();
  if (!selector.startsWith("$")) throw new PatternError(`expected a selector such as $.level, got ${selector}`);
  const matches = condition(reader);
  return (json) => matches(valuesAt(json, selector));
}

type Condition = (values: readonly unknown[]) => boolean;

function condition(reader: PatternReader): Condition {
  if (reader.takes("NOT")) {
    reader.demand("EXISTS");
    return (values) => values.length === 0;
  }
  if (reader.takes("EXISTS")) return (values) => values.length > 0;
  if (reader.takes("IS")) return constant(reader);
  const compare = comparisonOf(reader.next(), reader.next());
  return (values) => values.some(compare);
}

const CONSTANTS: Readonly<Record<string, unknown>> = { NULL: null, TRUE: true, FALSE: false };

function constant(reader: PatternReader): Condition {
  const name = reader.next().toUpperCase();
  if (!(name in CONSTANTS)) throw new PatternError(`IS needs NULL, TRUE or FALSE, got ${name}`);
  return (values) => values.some((value) => value === CONSTANTS[name]);
}

function parsedJson(message: string): unknown {
  if (!/^\s*[[{]/.test(message)) return undefined;
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}

/** What a selector such as `$.a['b.c'][0]` or `$.all[*].name` reaches. */
function valuesAt(json: unknown, selector: string): unknown[] {
  const steps = selector.matchAll(/\.?\['([^']*)'\]|\.([\w-]+)|\[(\d+|\*)\]/g);
  let values: unknown[] = [json];
  for (const [, quoted, plain, index] of steps) {
    values = values.flatMap((value) =>
      index === undefined ? member(value, quoted ?? plain ?? "") : items(value, index),
    );
  }
  return values;
}

function member(value: unknown, name: string): unknown[] {
  if (typeof value !== "object" || value === null || !(name in value)) return [];
  return [(value as Readonly<Record<string, unknown>>)[name]];
}

function items(value: unknown, index: string): unknown[] {
  if (!Array.isArray(value)) return [];
  const all = value as unknown[];
  return index === "*" ? all : all.slice(Number(index), Number(index) + 1);
}

function scalarOf(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}
