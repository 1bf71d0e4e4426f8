import { finite, type MathValue, type Point, scalar, type Series, series } from "./math-value";
import { MathError } from "./syntax";

type Operator = (left: number, right: number) => Point;

/**
 * Operators on two values. A point is dropped that would be divided by zero (Amazon CloudWatch User Guide, "Using
 * metric math", basic arithmetic functions).
 */
const OPERATORS: Readonly<Record<string, Operator>> = {
  "+": (left, right) => left + right,
  "-": (left, right) => left - right,
  "*": (left, right) => left * right,
  "/": (left, right) => (right === 0 ? undefined : left / right),
  "^": (left, right) => finite(left ** right),
  "<": (left, right) => Number(left < right),
  ">": (left, right) => Number(left > right),
  "<=": (left, right) => Number(left <= right),
  ">=": (left, right) => Number(left >= right),
  "==": (left, right) => Number(left === right),
  "!=": (left, right) => Number(left !== right),
  AND: both,
  "&&": both,
  OR: either,
  "||": either,
};

/** Applies an operator to scalars, series and lists of them. */
export function operated(operator: string, left: MathValue, right: MathValue): MathValue {
  const apply = OPERATORS[operator];
  if (apply === undefined) throw new MathError(`unknown operator ${operator}`);
  if (left.kind === "list" || right.kind === "list") return eachOperated(operator, left, right);
  if (left.kind === "word" || right.kind === "word") throw new MathError(`${operator} needs numbers`);
  if (left.kind === "scalar") return fromScalar(apply, left.value, right);
  if (right.kind === "scalar") return withScalar(left.points, (point) => applied(apply, point, right.value));
  return series(left.points.map((point, index) => besideAnother(apply, point, right.points[index])));
}

function fromScalar(apply: Operator, left: Point, right: MathValue & { kind: "scalar" | "series" }): MathValue {
  if (right.kind === "scalar") return scalar(applied(apply, left, right.value));
  return withScalar(right.points, (point) => applied(apply, left, point));
}

/**
 * Beside a series that has a value a missing one counts as 0, in arithmetic, comparisons and logic alike; where both
 * are missing, so is the result (Amazon CloudWatch User Guide, "Using metric math", comparison and logical operators).
 */
function besideAnother(apply: Operator, left: Point, right: Point): Point {
  return left === undefined && right === undefined ? undefined : apply(left ?? 0, right ?? 0);
}

/** A scalar makes no point where the series has none. */
function withScalar(points: Series, change: (point: Point) => Point): MathValue {
  return series(points.map(change));
}

function applied(apply: Operator, left: Point, right: Point): Point {
  return left === undefined || right === undefined ? undefined : apply(left, right);
}

function eachOperated(operator: string, left: MathValue, right: MathValue): MathValue {
  const [lefts, rights] = [members(left), members(right)];
  const length = Math.max(lefts.length, rights.length);
  const all = Array.from({ length }, (_, index): Series => {
    const [one, other] = [lefts[lefts.length === 1 ? 0 : index], rights[rights.length === 1 ? 0 : index]];
    if (one === undefined || other === undefined) throw new MathError(`${operator} needs lists of the same length`);
    const result = operated(operator, one, other);
    return result.kind === "series" ? result.points : [];
  });
  return { kind: "list", all };
}

function members(value: MathValue): readonly MathValue[] {
  return value.kind === "list" ? value.all.map(series) : [value];
}

function both(left: number, right: number): number {
  return Number(left !== 0 && right !== 0);
}

function either(left: number, right: number): number {
  return Number(left !== 0 || right !== 0);
}
