/**
 * How a price is known. `listed` was read in the region or is the same in all; `by-size` follows from another size of
 * the same family; `scaled` follows from another region's price.
 */
export type Basis = "listed" | "by-size" | "scaled";

/** A price on demand, without discounts and taxes. */
export interface Price {
  /** Key of the table: `ec2.m6i.large`, `nat.hour`. */
  readonly key: string;
  readonly usd: number;
  readonly basis: Basis;
  /** Where it was read. */
  readonly source: string;
  /** Day of the source: `2026-10-02`. */
  readonly date: string;
}
