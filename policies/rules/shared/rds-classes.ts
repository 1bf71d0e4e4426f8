/** Units of the sizes up to xlarge, in which AWS counts reserved instances; each is half of the next. */
const UNITS: Readonly<Record<string, number>> = { nano: 0.25, micro: 0.5, small: 1, medium: 2, large: 4, xlarge: 8 };

/**
 * Size of an RDS instance class such as `db.r7g.2xlarge` (16), in normalized units (Amazon RDS User Guide, "Reserved DB
 * instances"); undefined for what has none, such as `db.serverless`.
 */
export function instanceUnits(instanceClass: string): number | undefined {
  const [, times = "1", size = ""] = /^db\.[\w-]+\.(\d*)([a-z]+)/.exec(instanceClass) ?? [];
  const units = UNITS[size];
  return units === undefined ? undefined : units * Number(times || "1");
}
