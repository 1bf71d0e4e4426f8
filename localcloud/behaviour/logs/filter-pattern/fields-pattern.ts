import { comparisonOf } from "./comparison";
import type { FilterPattern } from "./filter-pattern";
import { PatternError } from "./pattern-error";
import { conditionOf, PatternReader } from "./pattern-reader";

/** A field of a pattern: its name and what it asks of its value. */
interface Field {
  readonly name: string;
  matches(value: string): boolean;
}

/** Stands for any number of fields. */
const ELLIPSIS = "...";

/**
 * A pattern of fields with spaces between, such as `[ip, user, ..., status = 5*, bytes]` (Amazon CloudWatch Logs User
 * Guide, "Using filter patterns to match terms in space-delimited log events").
 */
export function fieldsPattern(pattern: string): FilterPattern {
  const fields = fieldsOf(new PatternReader(pattern));
  const ellipsis = fields.findIndex(({ name }) => name === ELLIPSIS);
  return (message) => {
    const aligned = align(fields, ellipsis, valuesOf(message));
    if (aligned === undefined || !aligned.every(({ field, value }) => field.matches(value))) return undefined;
    const byName = new Map(aligned.map(({ field, value }) => [field.name, value]));
    return { valueOf: (selector) => byName.get(selector.replace(/^\$/, "")) };
  };
}

function fieldsOf(reader: PatternReader): Field[] {
  reader.demand("[");
  const fields: Field[] = [];
  if (reader.takes("]")) return fields;
  do fields.push(fieldOf(reader));
  while (reader.takes(","));
  reader.demand("]");
  reader.end();
  if (fields.filter(({ name }) => name === ELLIPSIS).length > 1) throw new PatternError("more than one ...");
  return fields;
}

/** A name, or comparisons of one name joined by `&&` and `||`. */
function fieldOf(reader: PatternReader): Field {
  const names = new Set<string>();
  const matches = conditionOf<string>(reader, () => {
    const token = reader.next();
    names.add(token);
    const operator = reader.peek() ?? "";
    if (!/^(=|!=|<|>|<=|>=)$/.test(operator)) return () => true;
    return comparisonOf(reader.next(), reader.next());
  });
  const [name = "", ...others] = names;
  if (others.length > 0) throw new PatternError(`a field has one name, got ${[...names].join(" and ")}`);
  return { name, matches };
}

/** The values of a line: words, and what stands in brackets or quotes. */
function valuesOf(message: string): string[] {
  return [...message.matchAll(/\[([^\]]*)\]|"([^"]*)"|(\S+)/g)].map(
    ([, bracketed, quoted, word]) => bracketed ?? quoted ?? word ?? "",
  );
}

interface AlignedField {
  readonly field: Field;
  readonly value: string;
}

/** Each field with its value; undefined for a line with another number of them. */
function align(fields: readonly Field[], ellipsis: number, values: readonly string[]): AlignedField[] | undefined {
  if (ellipsis < 0) {
    if (values.length !== fields.length) return undefined;
    return fields.map((field, index) => ({ field, value: values[index] ?? "" }));
  }
  if (values.length < fields.length - 1) return undefined;
  const [before, after] = [fields.slice(0, ellipsis), fields.slice(ellipsis + 1)];
  return [
    ...before.map((field, index) => ({ field, value: values[index] ?? "" })),
    ...after.map((field, index) => ({ field, value: values[values.length - after.length + index] ?? "" })),
  ];
}
