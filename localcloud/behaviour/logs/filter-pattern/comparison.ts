import { PatternError } from "./pattern-error";
import { regularExpression } from "./terms-pattern";

/** What a pattern asks of a value. */
export type Comparison = (value: unknown) => boolean;

const NUMERIC: Readonly<Record<string, (value: number, other: number) => boolean>> = {
  "=": (value, other) => value === other,
  "!=": (value, other) => value !== other,
  "<": (value, other) => value < other,
  ">": (value, other) => value > other,
  "<=": (value, other) => value <= other,
  ">=": (value, other) => value >= other,
};

const NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?$/;

/**
 * A comparison with a number, a text with wildcards or a regular expression. Only a number
 * compares with a number (Amazon CloudWatch Logs User Guide, "Filter pattern syntax").
 */
export function comparisonOf(operator: string, operand: string): Comparison {
  const compare = NUMERIC[operator];
  if (compare === undefined) throw new PatternError(`unknown operator ${operator}`);
  if (NUMBER.test(operand)) return (value) => isNumber(value) && compare(Number(value), Number(operand));
  if (operator !== "=" && operator !== "!=") throw new PatternError(`${operator} needs a number, got ${operand}`);
  const isLike = likeness(operand);
  return (value) => value !== undefined && isLike(textOf(value)) === (operator === "=");
}

function isNumber(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && NUMBER.test(value));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function likeness(operand: string): (text: string) => boolean {
  if (/^%.+%$/.test(operand)) {
    const regular = regularExpression(operand.slice(1, -1));
    return (text) => regular.test(text);
  }
  const plain = /^".*"$/.test(operand) ? operand.slice(1, -1).replaceAll(/\\(.)/g, "$1") : operand;
  const parts = plain.split("*").map((part) => part.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&"));
  const wild = new RegExp(`^${parts.join(".*")}$`, "s");
  return (text) => wild.test(text);
}
