import { MathError } from "./syntax";

/** A value of one period; undefined where there is none. */
export type Point = number | undefined;

/** Values of a range's periods, the oldest first. */
export type Series = readonly Point[];

/** What a part of an expression stands for: S, TS and TS[] in AWS's words, or a word such as REPEAT. */
export type MathValue =
  | { readonly kind: "scalar"; readonly value: Point }
  | { readonly kind: "series"; readonly points: Series }
  | { readonly kind: "list"; readonly all: readonly Series[] }
  | { readonly kind: "word"; readonly text: string };

export function scalar(value: Point): MathValue {
  return { kind: "scalar", value };
}

export function series(points: Series): MathValue {
  return { kind: "series", points };
}

/** The value as one series. */
export function pointsOf(value: MathValue | undefined, what: string): Series {
  if (value?.kind === "series") return value.points;
  throw new MathError(`${what} needs a time series`);
}

/** Every series of a value that is one or several. */
export function allOf(value: MathValue | undefined, what: string): readonly Series[] {
  return value?.kind === "list" ? value.all : [pointsOf(value, what)];
}

/** Applies a function to each series of a value. */
export function mapped(value: MathValue | undefined, what: string, change: (points: Series) => Series): MathValue {
  if (value?.kind === "list") return { kind: "list", all: value.all.map(change) };
  return series(change(pointsOf(value, what)));
}

/** The number, or undefined for infinity and NaN. */
export function finite(value: number): Point {
  return Number.isFinite(value) ? value : undefined;
}

/** Points that there are. */
export function known(points: Series): number[] {
  return points.filter((point) => point !== undefined);
}
