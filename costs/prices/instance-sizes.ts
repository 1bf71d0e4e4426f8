/**
 * Normalized units of the sizes up to xlarge, in which AWS counts reserved instances. Each size has twice the units of
 * the one before.
 */
const UNITS: Readonly<Record<string, number>> = { nano: 0.25, micro: 0.5, small: 1, medium: 2, large: 4, xlarge: 8 };

/** Sizes of a family whose prices the others' follow from, the likeliest first. */
export const COMMON_SIZES = ["large", "medium", "xlarge", "micro"] as const;

/**
 * Normalized units of a size such as `large` (4) or `2xlarge` (16), to which prices are proportional (Amazon RDS User
 * Guide, "Reserved DB instances"); undefined for other sizes, such as `metal`.
 */
export function normalizedUnits(size: string): number | undefined {
  const multiple = /^(\d+)xlarge$/.exec(size)?.[1];
  return multiple === undefined ? UNITS[size] : Number(multiple) * 8;
}
