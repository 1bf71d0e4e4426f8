/** Decides which resources a rule is about. */
export interface TypeFilter {
  /** Whether the rule is about resources of this type. */
  readonly applies: (type: string) => boolean;
  /** The function, marked so that the SDK calls it for no other type; unmarked where the rule has several types. */
  readonly marked: <F extends (...args: never[]) => unknown>(validate: F) => F;
}

/**
 * The SDK skips a function that is marked with a type, before it unpacks a resource of another one: a third of the
 * time (docs/performance.md). It knows one type a function.
 */
export function typeFilter(types: readonly string[]): TypeFilter {
  const known = new Set(types);
  const [only, ...others] = types;
  return {
    applies: (type) => known.has(type),
    marked: (validate) => (others.length === 0 ? Object.assign(validate, { __pulumiType: only }) : validate),
  };
}
