/** A number that has a least and a most value, such as the instances of a group. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

export const NOTHING: Range = { min: 0, max: 0 };

export function exactly(value: number): Range {
  return { min: value, max: value };
}

export function times(range: Range, factor: number): Range {
  return { min: range.min * factor, max: range.max * factor };
}

export function sum(ranges: readonly Range[]): Range {
  return ranges.reduce((total, { min, max }) => ({ min: total.min + min, max: total.max + max }), NOTHING);
}

/** How far a range moved: the least of one against the least of the other, and so the most. */
export function difference(after: Range, before: Range): Range {
  return { min: after.min - before.min, max: after.max - before.max };
}

/** A range of USD, rounded to cents. */
export function inCents({ min, max }: Range): Range {
  return { min: rounded(min), max: rounded(max) };
}

function rounded(usd: number): number {
  return Math.round(usd * 100) / 100;
}
