/** The value below which a part of the values lies, by the nearest rank; undefined without any. */
export function percentile(values: readonly number[], part: number): number | undefined {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

/** How often each name is there. */
export function counted<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  const counts = new Map<Name, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries(counts) as Record<Name, number>;
}
