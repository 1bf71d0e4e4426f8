import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { UserError } from "../shared/user-error";
import { readOffer } from "./offer-file";
import { pricesIn } from "./price-rows";
import { OFFERS, wantedPrice } from "./products";
import { type ReadPrices, type TableFile, tableText, withPrices } from "./table-file";

/** AWS Price List user guide, "Getting price list files manually": no credentials are asked for. */
const OFFERS_URL = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws";

/** Regions that are read: those of the committed environments, and the one from which others' prices follow. */
const REGIONS = ["us-east-1", "eu-west-1", "eu-central-1"] as const;

/** The lines of a price list's file. */
export type Download = (url: string) => Promise<AsyncIterable<string> | Iterable<string>>;

/**
 * Reads AWS's price lists and writes `costs/generated/prices.json` anew: prices that the lists have replace those of
 * the table, others stay with their sources.
 * @throws {UserError} where AWS's lists can't be reached; the table then stays as it is.
 */
export async function generatePrices(
  root: string,
  report: (message: string) => void,
  download: Download = linesOf,
): Promise<void> {
  const file = join(root, "costs", "generated", "prices.json");
  const read: ReadPrices[] = [];
  for (const region of REGIONS) {
    for (const service of Object.keys(OFFERS)) {
      const offer = await readOffer(await download(addressOf(service, region)), (row) => isWanted(service, row));
      const prices = pricesIn(service, offer);
      if (Object.keys(prices).length === 0) report(`${service} in ${region}: none of the prices that are wanted`);
      read.push({ service, region, date: offer.date, prices });
    }
  }
  const table = JSON.parse(readFileSync(file, "utf8")) as TableFile;
  writeFileSync(file, tableText(withPrices(table, read)));
  report(
    `costs/generated/prices.json: ${read.reduce((sum, each) => sum + Object.keys(each.prices).length, 0)} prices of AWS's lists`,
  );
}

function isWanted(service: string, row: Parameters<typeof wantedPrice>[1]): boolean {
  return wantedPrice(service, row) !== undefined;
}

function addressOf(service: string, region: string): string {
  return `${OFFERS_URL}/${service}/current/${region}/index.csv`;
}

async function linesOf(url: string): Promise<AsyncIterable<string>> {
  const response = await fetch(url).catch((cause: unknown) => {
    throw unreachable(url, cause);
  });
  if (!response.ok || response.body === null) throw unreachable(url, new Error(`HTTP ${response.status}`));
  return createInterface({ input: Readable.fromWeb(response.body), crlfDelay: Infinity });
}

function unreachable(url: string, cause: unknown): UserError {
  return new UserError(
    `AWS's price list can't be reached at ${url}; the table of prices stays as it is`,
    "Run it on a machine that reaches AWS. The table's sources say how old its prices are.",
    { cause },
  );
}
