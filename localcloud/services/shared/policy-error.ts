/** What is wrong with a policy, and where in it. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";

  constructor(
    message: string,
    /** Place in the policy, such as `Statement[0].Action`; empty for the whole. */
    readonly path: string,
  ) {
    super(message);
  }
}

/** @throws {PolicyError} always. */
export function fail(message: string, path: string): never {
  throw new PolicyError(message, path);
}

/** The values of an element as a list: a single value may stand without one, and no value is an empty one. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/**
 * The texts of an element that is there.
 * @throws {PolicyError} when it is empty or holds anything else.
 */
export function textsOf(value: unknown, element: string, path: string): readonly string[] {
  const values = listOf<unknown>(value);
  const texts = values.filter((each): each is string => typeof each === "string" && each !== "");
  if (value !== undefined && (texts.length === 0 || texts.length < values.length)) {
    fail(`Syntax errors in policy: '${element}' must hold one or more texts`, `${path}.${element}`);
  }
  return texts;
}
