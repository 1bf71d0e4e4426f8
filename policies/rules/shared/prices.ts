import { normalizedUnits } from "./instance-sizes";

/**
 * Prices of the size `large` in USD an hour, on demand, in US East (N. Virginia): Linux instances, RDS for PostgreSQL
 * in one zone, nodes of ElastiCache for Redis OSS. Most of them were compared in November 2026 with public copies of
 * AWS's price list, none with the list itself at https://aws.amazon.com/pricing; the old classes of RDS (t2, m3, m4,
 * r3, r4) with none. The copies differ by up to a tenth for RDS, other regions by up to two thirds. The prices are good
 * enough to find a mistake, not to predict the bill.
 */
const LARGE: Readonly<Record<string, number>> = {
  t1: 0.16,
  t2: 0.0928,
  t3: 0.0832,
  t3a: 0.0752,
  t4g: 0.0672,
  c3: 0.105,
  c4: 0.1,
  c5: 0.085,
  c5a: 0.077,
  c6a: 0.0765,
  c6g: 0.068,
  c6i: 0.085,
  c7g: 0.0725,
  c7i: 0.08925,
  m1: 0.175,
  m2: 0.1225,
  m3: 0.133,
  m4: 0.1,
  m5: 0.096,
  m5a: 0.086,
  m6a: 0.0864,
  m6g: 0.077,
  m6i: 0.096,
  m7g: 0.0816,
  m7i: 0.1008,
  r3: 0.166,
  r4: 0.133,
  r5: 0.126,
  r6a: 0.1134,
  r6g: 0.1008,
  r6i: 0.126,
  "db.t2": 0.145,
  "db.t3": 0.145,
  "db.t4g": 0.129,
  "db.m3": 0.195,
  "db.m4": 0.182,
  "db.m5": 0.178,
  "db.m6g": 0.159,
  "db.m6i": 0.178,
  "db.m7g": 0.168,
  "db.r3": 0.25,
  "db.r4": 0.25,
  "db.r5": 0.25,
  "db.r6g": 0.225,
  "db.r6i": 0.25,
  "db.r7g": 0.239,
  "cache.t2": 0.136,
  "cache.t3": 0.136,
  "cache.t4g": 0.13,
  "cache.m4": 0.156,
  "cache.m5": 0.156,
  "cache.m6g": 0.149,
  "cache.m7g": 0.158,
  "cache.r4": 0.228,
  "cache.r5": 0.216,
  "cache.r6g": 0.206,
  "cache.r7g": 0.219,
};

export const NAT_GATEWAY_HOUR = 0.045;
export const LOAD_BALANCER_HOUR = 0.0225;
export const FARGATE_CPU_HOUR = 0.04048;
export const FARGATE_GIBIBYTE_HOUR = 0.004445;
export const HOURS_A_MONTH = 730;

/** Normalized units of the size for which the table has prices. */
const UNITS_OF_LARGE = 4;

/**
 * Price of an instance type such as `m7g.large`, `db.t4g.medium` or `cache.r6g.2xlarge`; undefined if it isn't known.
 */
export function hourlyPrice(type: string): number | undefined {
  const [, family = "", size = ""] = /^(.+)\.([^.]+)$/.exec(type) ?? [];
  const price = LARGE[family];
  const units = normalizedUnits(size);
  return price === undefined || units === undefined ? undefined : (price * units) / UNITS_OF_LARGE;
}
