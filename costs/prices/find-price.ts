import { COMMON_SIZES, normalizedUnits } from "./instance-sizes";
import type { Basis, Price } from "./price";
import { kindOf, regionFactor } from "./region-factor";
import { BASE_REGION, listedRegions, PRICE_TABLE, type PriceTable, rowOf } from "./table";

/**
 * The price of a key in a region. It is the one that was read there; else it follows from another size of the family in
 * that region; else from another region's price, US East (N. Virginia) first, by how prices of its kind differ between
 * the two. Undefined where no region has a price.
 */
export function findPrice(key: string, region: string, table: PriceTable = PRICE_TABLE): Price | undefined {
  const own = inRegion(table, region, key);
  if (own !== undefined) return own;
  for (const other of [BASE_REGION, ...listedRegions(table)]) {
    const price = inRegion(table, other, key);
    if (price === undefined) continue;
    const kind = kindOf(key);
    const factor = regionFactor(table, region, kind) / regionFactor(table, other, kind);
    return { ...price, usd: price.usd * factor, basis: "scaled" };
  }
  return undefined;
}

function inRegion(table: PriceTable, region: string, key: string): Price | undefined {
  return listed(table, region, key, "listed") ?? bySize(table, region, key);
}

function listed(table: PriceTable, region: string, key: string, basis: Basis): Price | undefined {
  const [usd, sourceKey] = rowOf(table, region, key) ?? [];
  const source = table.sources[sourceKey ?? ""];
  if (usd === undefined || source === undefined) return undefined;
  return { key, usd, basis, source: source.title, date: source.date };
}

/** A price that follows from that of another size of the same family. */
function bySize(table: PriceTable, region: string, key: string): Price | undefined {
  const [, family = "", size = ""] = /^(.+)\.([^.]+)$/.exec(key) ?? [];
  const units = normalizedUnits(size);
  if (units === undefined) return undefined;
  for (const other of COMMON_SIZES) {
    const price = listed(table, region, `${family}.${other}`, "by-size");
    if (price !== undefined) return { ...price, key, usd: (price.usd * units) / (normalizedUnits(other) ?? units) };
  }
  return undefined;
}
