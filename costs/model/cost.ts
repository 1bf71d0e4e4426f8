import type { Price } from "../prices/price";
import type { Range } from "./range";

/** Hours of a month by which AWS's calculator and pricing pages count: 8,760 hours a year by twelve. */
export const HOURS_A_MONTH = 730;

/** A part of the price that is paid whatever the load is. */
export interface FixedCost {
  /** What is paid for: `NAT gateway`. */
  readonly what: string;
  /** How many of them: instances, GB, alarms. */
  readonly count: Range;
  /** Whether the price is for an hour of each, and so counts {@link HOURS_A_MONTH} times. */
  readonly isHourly: boolean;
  readonly price: Price;
  /** USD a month. */
  readonly monthly: Range;
}

/** A part of the price that depends on use: requests, GB, hours of load. It is in no sum. */
export interface UsageCost {
  readonly what: string;
  /** What is counted: `GB`, `million requests`. */
  readonly unit: string;
  /** @default - the table has no price of it */
  readonly price?: Price;
}

/** What a resource costs. */
export type Cost =
  | {
      readonly kind: "priced";
      readonly fixed: readonly FixedCost[];
      readonly usage: readonly UsageCost[];
      /** Parts that cost something and have no price here: they are told, and in no sum. */
      readonly missing: readonly string[];
      /** USD a month of the fixed parts. */
      readonly monthly: Range;
    }
  | { readonly kind: "free"; readonly reason: string }
  | { readonly kind: "unpriced"; readonly reason: string };
