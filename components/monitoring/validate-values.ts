import type { ArgumentProblems } from "../shared/validation";

const NAME = /^[a-z][a-z0-9-]{0,62}$/;

/** Records a name that isn't fit for a label by which people route and search. */
export function requireLabel(problems: ArgumentProblems, propertyPath: string, value: string | undefined): void {
  problems.require(
    value === undefined || NAME.test(value),
    propertyPath,
    `must be at most 63 lower-case letters, digits and hyphens, beginning with a letter, got ${JSON.stringify(value)}; it is the value of a label`,
  );
}

/** Records names that several things have: their series and rules would be the same. */
export function requireUnique(
  problems: ArgumentProblems,
  propertyPath: string,
  things: readonly { readonly name: string }[],
): void {
  things.forEach(({ name }, index) => {
    problems.require(
      things.findIndex((thing) => thing.name === name) === index,
      `${propertyPath}[${index}].name`,
      `must be unique, got ${JSON.stringify(name)} twice; give one of them another name`,
    );
  });
}

/** Records a number that isn't above `bound`, or is above `largest`. */
export function requireAbove(
  problems: ArgumentProblems,
  propertyPath: string,
  value: number | undefined,
  bound: number,
  largest = Infinity,
): void {
  problems.require(
    value === undefined || (value > bound && value <= largest && value < Infinity),
    propertyPath,
    `must be a number above ${bound}${largest === Infinity ? "" : ` and at most ${largest}`}, got ${String(value)}`,
  );
}

/** Records a number outside of bounds that are allowed themselves. */
export function requireWithin(
  problems: ArgumentProblems,
  propertyPath: string,
  value: number,
  smallest: number,
  largest: number,
): void {
  problems.require(
    value >= smallest && value <= largest,
    propertyPath,
    `must be a number from ${smallest} to ${largest}, got ${value}`,
  );
}
