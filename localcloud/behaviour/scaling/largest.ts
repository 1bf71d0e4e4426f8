/**
 * Of several policies that are started at once, the one with the largest capacity counts (Application Auto Scaling User
 * Guide and Amazon EC2 Auto Scaling User Guide, "Multiple policies").
 * @param keyOf what tells apart what is scaled
 */
export function largestOfEach<Candidate extends { readonly capacity: number }>(
  candidates: readonly Candidate[],
  keyOf: (candidate: Candidate) => string,
): Candidate[] {
  const largest = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const known = largest.get(keyOf(candidate));
    if (known === undefined || candidate.capacity > known.capacity) largest.set(keyOf(candidate), candidate);
  }
  return [...largest.values()];
}
