import type { Offer, OfferRow } from "./offer-file";
import { wantedPrice } from "./products";

/** Prices in USD by the table's keys. */
export type Prices = Readonly<Record<string, number>>;

/** Digits that are kept of a price: AWS's list has ten. */
const PRECISION = 10_000_000;

/** A tier of the price of a product. */
interface Tier {
  readonly key: string;
  readonly usd: number;
  /** Units from which on it is charged. */
  readonly from: number;
  readonly sku: string;
}

/**
 * The table's prices in an offer file: of a product with several tiers, that of the first that costs something.
 * @throws {Error} where two products claim one key with different prices, since either may be the wrong one.
 */
export function pricesIn(service: string, { rows }: Offer): Prices {
  const found = new Map<string, Tier>();
  for (const tier of rows.flatMap((row) => tierOf(service, row))) {
    const known = found.get(tier.key);
    if (known !== undefined) requireSameProduct(service, known, tier);
    if (known === undefined || tier.from < known.from) found.set(tier.key, tier);
  }
  return Object.fromEntries([...found].map(([key, { usd }]) => [key, usd]));
}

function tierOf(service: string, row: OfferRow): Tier[] {
  const wanted = wantedPrice(service, row);
  const { PricePerUnit, Currency, StartingRange = "0", SKU: sku = "" } = row;
  const usd = Number(PricePerUnit);
  if (wanted === undefined || Currency !== "USD" || !(usd > 0)) return [];
  return [{ key: wanted.key, usd: rounded(usd * wanted.factor), from: Number(StartingRange), sku }];
}

function requireSameProduct(service: string, known: Tier, tier: Tier): void {
  if (known.sku === tier.sku || known.from !== tier.from || known.usd === tier.usd) return;
  throw new Error(`${service}: ${known.sku} and ${tier.sku} both claim ${tier.key}, at ${known.usd} and ${tier.usd}`);
}

function rounded(usd: number): number {
  return Math.round(usd * PRECISION) / PRECISION;
}
