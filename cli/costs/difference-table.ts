import { caveats, unpricedLines } from "../../costs/render/notes";
import { dollarRange, signedRange } from "../../costs/render/money";
import { shortType } from "../../costs/render/short-type";
import type { CostDifference } from "../../costs/stack/cost-difference";
import { table } from "../../tools/shared/table";

/** Most rows of a table: the rest is in the sums, and in --json. */
const MOST_ROWS = 25;

/** What a change does to the cost, for a terminal. */
export function differenceTable(cost: CostDifference): string {
  const { changes, unpriced, prices, estimated } = cost;
  const shown = changes.slice(0, MOST_ROWS);
  const rows = shown.map(({ name, type, before, after, difference }) => [
    name,
    shortType(type),
    dollarRange(before),
    dollarRange(after),
    signedRange(difference),
  ]);
  const lines = [
    changes.length === 0
      ? `Cost a month: about ${dollarRange(cost.after)}; nothing changes about it`
      : table(["cost a month", "type", "before", "after", "difference"], [...rows, totalOf(cost)]),
    ...(changes.length > shown.length ? [`${changes.length - shown.length} smaller differences are in the total`] : []),
    ...(unpriced.length === 0
      ? []
      : ["Without a price, and in no sum:", ...unpricedLines(unpriced).map((each) => `  ${each}`)]),
    caveats(prices, estimated),
  ];
  return lines.join("\n");
}

function totalOf({ before, after, difference }: CostDifference): string[] {
  return ["total", "", dollarRange(before), dollarRange(after), signedRange(difference)];
}

/** `ecs:Service` of `aws:ecs/service:Service`. */
