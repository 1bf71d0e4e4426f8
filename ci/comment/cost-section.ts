import { dollarRange, signedRange } from "../../costs/render/money";
import { caveats, unpricedLines } from "../../costs/render/notes";
import type { CostChange, CostDifference } from "../../costs/stack/cost-difference";
import { atMost, code, folded, plainText } from "./markdown";
import type { EnvironmentPreview } from "./preview";

/** What an environment costs a month after the change, in a cell. */
export function costSummary({ cost }: Pick<EnvironmentPreview, "cost">): string {
  if (cost === undefined) return "not known";
  const unpriced = cost.unpriced.length === 0 ? "" : ", and what has no price";
  if (cost.changes.length === 0) return `about the same: ${dollarRange(cost.after)}${unpriced}`;
  return `about ${signedRange(cost.difference)}, to ${dollarRange(cost.after)}${unpriced}`;
}

/** What changes about the cost, by resource, and what has no price; readers open it. */
export function costSection({ cost }: Pick<EnvironmentPreview, "cost">, lines: number): string[] {
  if (cost === undefined || (cost.changes.length === 0 && cost.unpriced.length === 0)) return [];
  return folded(`Cost a month: ${costSummary({ cost })}`, [
    ...(cost.changes.length === 0 ? [] : tableOf(cost, lines)),
    ...atMost(
      lines,
      unpricedLines(cost.unpriced).map((line) => `- without a price: ${plainText(line)}`),
    ),
    "",
    plainText(caveats(cost.prices, cost.estimated)),
  ]);
}

const COLUMNS = ["Resource", "Before", "After", "Difference"];

function tableOf({ changes, before, after, difference }: CostDifference, lines: number): string[] {
  const shown = changes.slice(0, lines);
  const left = changes.length - shown.length;
  return [
    row(COLUMNS),
    row(["---", "--:", "--:", "--:"]),
    ...shown.map(rowOf),
    ...(left === 0 ? [] : [row([`… and ${left} more`, "", "", ""])]),
    row(["**all**", dollarRange(before), dollarRange(after), `**${signedRange(difference)}**`]),
    "",
  ];
}

function rowOf({ name, type, before, after, difference }: CostChange): string {
  return row([`${code(name)} (${code(type)})`, dollarRange(before), dollarRange(after), signedRange(difference)]);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
