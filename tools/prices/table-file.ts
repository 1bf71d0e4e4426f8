import type { Prices } from "./price-rows";

type Row = readonly [usd: number, source: string];

/** The table of prices as its file has it. */
export interface TableFile {
  readonly sources: Readonly<Record<string, { readonly title: string; readonly date: string }>>;
  readonly prices: Readonly<Record<string, Readonly<Record<string, Row>>>>;
}

/** Prices of a service in a region, as AWS's list of a day has them. */
export interface ReadPrices {
  readonly service: string;
  readonly region: string;
  readonly date: string;
  readonly prices: Prices;
}

/**
 * The table with what was read from AWS's lists. A price that a list has replaces the one of its key; others stay with
 * their sources, and sources of which nothing is left go.
 */
export function withPrices(table: TableFile, read: readonly ReadPrices[]): TableFile {
  const sources = { ...table.sources };
  const prices: Record<string, Record<string, Row>> = Object.fromEntries(
    Object.entries(table.prices).map(([region, rows]) => [region, { ...rows }]),
  );
  for (const { service, region, date, prices: found } of read) {
    const source = `${service} ${region}`;
    sources[source] = { title: `AWS's price list, ${service} in ${region}`, date };
    for (const [key, usd] of Object.entries(found)) (prices[region] ??= {})[key] = [usd, source];
  }
  return { sources: used(sources, prices), prices };
}

function used(sources: TableFile["sources"], prices: TableFile["prices"]): TableFile["sources"] {
  const names = new Set(Object.values(prices).flatMap((rows) => Object.values(rows).map(([, source]) => source)));
  return Object.fromEntries(Object.entries(sources).filter(([name]) => names.has(name)));
}

/** The text of the file: a line for each price, by key, so that a change of one is a change of one line. */
export function tableText({ sources, prices }: TableFile): string {
  const regions = Object.entries(prices).map(([region, rows]) => [region, block(rows, 6, 4)] as const);
  return `{\n  "sources": ${block(sources, 4, 2)},\n  "prices": {\n${regions
    .map(([region, rows]) => `    ${JSON.stringify(region)}: ${rows}`)
    .join(",\n")}\n  }\n}\n`;
}

function block(entries: Readonly<Record<string, unknown>>, indent: number, closing: number): string {
  const lines = Object.entries(entries)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, value]) => `${" ".repeat(indent)}${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return `{\n${lines.join(",\n")}\n${" ".repeat(closing)}}`;
}
