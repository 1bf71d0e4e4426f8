/** Decides which resources a rule checks. */
export interface TypeFilter {
  /** Whether the rule checks resources of this type. */
  readonly applies: (type: string) => boolean;
  /** Marks the function so that the SDK calls it for no other type. A rule of several types stays unmarked. */
  readonly marked: <F extends (...args: never[]) => unknown>(validate: F) => F;
}

/**
 * Makes the filter for a rule's types. If a function is marked with a type, the SDK skips it for resources of other
 * types before it unpacks them, which saves a third of the time (docs/performance.md). A function can have one such
 * mark.
 */
export function typeFilter(types: readonly string[]): TypeFilter {
  const known = new Set(types);
  const [only, ...others] = types;
  return {
    applies: (type) => known.has(type),
    marked: (validate) => (others.length === 0 ? Object.assign(validate, { __pulumiType: only }) : validate),
  };
}
