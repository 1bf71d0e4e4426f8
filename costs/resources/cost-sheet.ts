import { type Cost, type FixedCost, HOURS_A_MONTH, type UsageCost } from "../model/cost";
import { exactly, type Range, sum, times } from "../model/range";
import { findPrice } from "../prices/find-price";

/** Gathers what a resource costs, and what of it has no price. */
export class CostSheet {
  private readonly fixed: FixedCost[] = [];
  private readonly usage: UsageCost[] = [];
  private readonly missing: string[] = [];

  constructor(private readonly region: string) {}

  /** Something that is paid for each hour that it exists. */
  hourly(what: string, key: string, count: Range | number = 1): void {
    this.add(what, key, count, true);
  }

  /** Something that is paid for a month of each. */
  monthly(what: string, key: string, count: Range | number = 1): void {
    this.add(what, key, count, false);
  }

  /** Something that depends on use. */
  dependsOnUse(what: string, unit: string, key?: string): void {
    const price = key === undefined ? undefined : findPrice(key, this.region);
    this.usage.push({ what, unit, ...(price !== undefined && { price }) });
  }

  /** Something that has no price here, and why. */
  lacks(what: string): void {
    this.missing.push(what);
  }

  get cost(): Cost {
    const { fixed, usage, missing } = this;
    if (fixed.length === 0 && usage.length === 0 && missing.length > 0) {
      return { kind: "unpriced", reason: missing.join("; ") };
    }
    return { kind: "priced", fixed, usage, missing, monthly: sum(fixed.map((each) => each.monthly)) };
  }

  private add(what: string, key: string, count: Range | number, isHourly: boolean): void {
    const price = findPrice(key, this.region);
    if (price === undefined) {
      this.lacks(`${what}: the table has no price of ${key}`);
      return;
    }
    const range = typeof count === "number" ? exactly(count) : count;
    const monthly = times(range, price.usd * (isHourly ? HOURS_A_MONTH : 1));
    this.fixed.push({ what, count: range, isHourly, price, monthly });
  }
}
