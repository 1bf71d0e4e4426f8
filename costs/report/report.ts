import { inCents, type Range } from "../model/range";
import { datesOf } from "../prices/table";
import { PlainStack } from "../stack/plain-stack";
import { costsOf, estimatedCount, monthlyOf, totalOf, type Unpriced, unpricedOf } from "../stack/stack-costs";
import type { StackResource } from "../stack/stack-resource";
import { adviceOn } from "./advice";
import type { Advice } from "./advice/advice";
import { byKind, type KindCost } from "./by-kind";
import { byService, type ServiceCost } from "./by-service";
import { againstFixedFleet, type FleetComparison, type Ran } from "./fixed-fleet";
import { type RecordedState, type TrendPoint, trendOf } from "./trend";

/** What a resource costs, in USD a month. */
export interface ResourceRow {
  readonly name: string;
  readonly type: string;
  readonly monthly: Range;
}

/** What an environment costs, in USD a month, about. It has no values of properties. */
export interface CostReport {
  readonly environment: string;
  readonly total: Range;
  readonly kinds: readonly KindCost[];
  readonly services: readonly ServiceCost[];
  /** The dearest first. */
  readonly resources: readonly ResourceRow[];
  readonly fixedFleet: readonly FleetComparison[];
  readonly trend: readonly TrendPoint[];
  readonly advice: readonly Advice[];
  readonly unpriced: readonly Unpriced[];
  /** How many resources have a price that follows from another size or region. */
  readonly estimated: number;
  readonly prices: { readonly oldest: string; readonly newest: string };
}

/** What a report is made from. */
export interface ReportArgs {
  readonly environment: string;
  /** Region of the resources whose provider doesn't say it. */
  readonly region: string;
  readonly resources: readonly StackResource[];
  /** How many ran, by the records of scaling. */
  readonly ran: readonly Ran[];
  /** States that earlier updates left. */
  readonly history: readonly RecordedState[];
}

/** What an environment costs by kind, service and resource, against a fixed fleet, over time, and where for less. */
export function costReport({ environment, region, resources, ran, history }: ReportArgs): CostReport {
  const stack = new PlainStack(resources, region);
  const costs = costsOf(stack);
  return {
    environment,
    total: inCents(totalOf(costs)),
    kinds: byKind(costs),
    services: byService(costs, stack),
    resources: costs
      .map(({ resource: { name, type }, cost }) => ({ name, type, monthly: inCents(monthlyOf(cost)) }))
      .filter(({ monthly }) => monthly.max > 0)
      .sort((one, other) => other.monthly.max - one.monthly.max),
    fixedFleet: againstFixedFleet(costs, ran),
    trend: trendOf(history, region),
    advice: adviceOn(costs, stack),
    unpriced: unpricedOf(costs),
    estimated: estimatedCount(costs),
    prices: datesOf(),
  };
}
