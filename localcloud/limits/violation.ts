import { isProperties } from "../model/values";
import type { Checkable, Violation } from "../model/limits";

/** What the demands compare of a value. */
interface Measured {
  readonly value: unknown;
  readonly length?: number;
  readonly text?: string;
  readonly number?: number;
}

/** Conditions under which a value breaks each demand, in the order of their checks. */
const BREAKS: Readonly<Record<keyof Checkable, (measured: Measured, constraint: Checkable) => boolean>> = {
  allows: ({ value }, { allows }) => allows?.(value) === false,
  minLength: ({ length }, { minLength }) => isLess(length, minLength),
  maxLength: ({ length }, { maxLength }) => isLess(maxLength, length),
  pattern: ({ text }, { pattern }) => text !== undefined && pattern !== undefined && !expression(pattern).test(text),
  enum: ({ text }, constraint) => text !== undefined && constraint.enum?.includes(text) === false,
  min: ({ number }, { min }) => isLess(number, min),
  max: ({ number }, { max }) => isLess(max, number),
};

const DEMANDS = Object.keys(BREAKS) as readonly (keyof Checkable)[];

const expressions = new Map<string, RegExp>();

/** The first demand of a constraint that a value breaks; undefined when it breaks none. */
export function violation(value: unknown, constraint: Checkable): Violation | undefined {
  const measure = measured(value);
  const demand = DEMANDS.find((each) => BREAKS[each](measure, constraint));
  return demand && { demand, bound: constraint[demand] };
}

/** AWS counts the characters of a text, and Pulumi's AWS provider takes some numbers as text. */
function measured(value: unknown): Measured {
  if (typeof value === "number") return { value, text: String(value), number: value };
  if (typeof value === "string") return { value, length: Array.from(value).length, text: value, number: Number(value) };
  if (Array.isArray(value)) return { value, length: value.length };
  return isProperties(value) ? { value, length: Object.keys(value).length } : { value };
}

/** Text that is no number is neither more nor less than a bound, and so breaks it. */
function isLess(left: number | undefined, right: number | undefined): boolean {
  return left !== undefined && right !== undefined && !(left >= right);
}

function expression(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? new RegExp(pattern, "u");
  expressions.set(pattern, known);
  return known;
}
