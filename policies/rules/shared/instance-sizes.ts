/** Units of the sizes up to xlarge, in which AWS counts reserved instances; each is half of the next. */
const UNITS: Readonly<Record<string, number>> = { nano: 0.25, micro: 0.5, small: 1, medium: 2, large: 4, xlarge: 8 };

/**
 * What a size such as `large` (4) or `2xlarge` (16) is worth in normalized units, to which prices are in proportion
 * (Amazon RDS User Guide, "Reserved DB instances"); undefined for one that isn't of that row, such as `metal`.
 */
export function normalizedUnits(size: string): number | undefined {
  const multiple = /^(\d+)xlarge$/.exec(size)?.[1];
  return multiple === undefined ? UNITS[size] : Number(multiple) * 8;
}
