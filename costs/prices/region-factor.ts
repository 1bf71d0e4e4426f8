import { BASE_REGION, type PriceTable, type Rows } from "./table";

/** Pairs of prices that it takes to compare two regions. */
const ENOUGH_PAIRS = 3;

/**
 * How prices of a kind in a region differ from those of {@link BASE_REGION}: the median over the prices that the table
 * has for both; 1 where it has too few.
 */
export function regionFactor(table: PriceTable, region: string, kind: string): number {
  const [base, own] = [table.prices[BASE_REGION] ?? {}, table.prices[region] ?? {}];
  const ratios = Object.keys(own)
    .filter((key) => kindOf(key) === kind)
    .flatMap((key) => ratioOf(own, base, key))
    .sort((one, other) => one - other);
  return ratios.length < ENOUGH_PAIRS ? 1 : (ratios[Math.floor(ratios.length / 2)] ?? 1);
}

/** What a key is a price of: `ec2` of `ec2.m6i.large`. */
export function kindOf(key: string): string {
  return key.slice(0, key.indexOf("."));
}

function ratioOf(own: Rows, base: Rows, key: string): number[] {
  const [price, basePrice] = [own[key]?.[0], base[key]?.[0]];
  return price === undefined || basePrice === undefined ? [] : [price / basePrice];
}
