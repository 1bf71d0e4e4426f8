/** A row of an offer file: cells by the names of their columns. */
export type OfferRow = Readonly<Record<string, string>>;

/** What an offer file says of itself, and its prices on demand. */
export interface Offer {
  /** Day of its publication: `2026-10-02`. */
  readonly date: string;
  readonly rows: readonly OfferRow[];
}

/** The first column of the line with the headings; lines before it are about the file. */
const FIRST_HEADING = "SKU";

/**
 * Reads an offer file of AWS's price list in CSV, and keeps the rows on demand that `isWanted` takes (AWS Price List
 * user guide, "Reading service price list files"). It goes line by line, since the file of EC2 has hundreds of
 * megabytes.
 */
export async function readOffer(
  lines: AsyncIterable<string> | Iterable<string>,
  isWanted: (row: OfferRow) => boolean,
): Promise<Offer> {
  let headings: readonly string[] | undefined;
  let date = "";
  const rows: OfferRow[] = [];
  for await (const line of lines) {
    const cells = cellsOf(line);
    const [first, second = ""] = cells;
    if (headings !== undefined) rows.push(...onDemand(rowOf(headings, cells)).filter(isWanted));
    else if (first === FIRST_HEADING) headings = cells;
    else if (first === "Publication Date") date = second.slice(0, "2026-10-02".length);
  }
  if (headings === undefined || date === "") throw new Error("it is no offer file of AWS's price list");
  return { date, rows };
}

function onDemand(row: OfferRow): OfferRow[] {
  return row.TermType === "OnDemand" ? [row] : [];
}

function rowOf(headings: readonly string[], cells: readonly string[]): OfferRow {
  return Object.fromEntries(headings.map((heading, place) => [heading, cells[place] ?? ""]));
}

/** The cells of a line. A cell in quotes may hold commas and doubled quotes; none of a price list has several lines. */
export function cellsOf(line: string): readonly string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g);
  return [...cells].map(([, quoted, plain = ""]) => quoted?.replaceAll('""', '"') ?? plain);
}
