import { HOURS_A_MONTH } from "../model/cost";
import type { Unpriced } from "../stack/stack-costs";

/** What every sum leaves out, and how old its prices are. */
export function caveats(prices: { readonly oldest: string; readonly newest: string }, estimated: number): string {
  const others =
    estimated === 0 ? "" : ` ${estimated} resource${estimated === 1 ? " has" : "s have"} a price that is estimated.`;
  return (
    `About, for ${HOURS_A_MONTH} hours, with list prices of ${prices.oldest} to ${prices.newest}: no discounts, free tier, ` +
    `taxes, and nothing that depends on use (traffic, requests, logs).${others}`
  );
}

/** What has no price, a line each. */
export function unpricedLines(unpriced: readonly Unpriced[]): readonly string[] {
  return unpriced.map(({ type, names, reason }) => `${type} (${names.length}): ${reason}`);
}
