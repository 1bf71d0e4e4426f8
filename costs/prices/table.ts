import table from "../generated/prices.json";

/** Region whose prices stand in for those of regions of which the table has none. */
export const BASE_REGION = "us-east-1";

/** Key of the prices that are the same in all regions. */
const EVERYWHERE = "everywhere";

/** A price in USD and the key of its source. */
export type Row = readonly [usd: number, source: string];

export type Rows = Readonly<Record<string, Row>>;

/** Where prices were read. */
export interface Source {
  readonly title: string;
  /** Day of the prices: `2026-10-02`. */
  readonly date: string;
}

/** The dated table of prices (docs/costs.md tells what it is made from). */
export interface PriceTable {
  readonly sources: Readonly<Record<string, Source>>;
  /** By region and key; `everywhere` has prices that are the same in all. */
  readonly prices: Readonly<Record<string, Rows>>;
}

export const PRICE_TABLE = table as unknown as PriceTable;

/** Regions of which the table has prices of their own. */
export function listedRegions({ prices }: PriceTable = PRICE_TABLE): readonly string[] {
  return Object.keys(prices).filter((region) => region !== EVERYWHERE);
}

/** The price that a source gives for a region, or for all of them. */
export function rowOf(table: PriceTable, region: string, key: string): Row | undefined {
  return table.prices[region]?.[key] ?? table.prices[EVERYWHERE]?.[key];
}

/** Day of the oldest and of the newest source that the table uses. */
export function datesOf({ sources }: PriceTable = PRICE_TABLE): { readonly oldest: string; readonly newest: string } {
  const dates = Object.values(sources)
    .map(({ date }) => date)
    .sort();
  return { oldest: dates[0] ?? "", newest: dates.at(-1) ?? "" };
}
