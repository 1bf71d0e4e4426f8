import { dollarRange } from "../../costs/render/money";
import { caveats, unpricedLines } from "../../costs/render/notes";
import type { CostReport } from "../../costs/report/report";
import { table } from "../../tools/shared/table";
import { type Section, sectionsOf } from "./cost-sections";
import { markdownTable } from "./markdown-table";

/** A report for a terminal. */
export function reportText(report: CostReport): string {
  const sections = sectionsOf(report).filter(({ rows }) => rows.length > 0);
  return [
    heading(report),
    ...sections.map(sectionText),
    ...unpricedText(report),
    caveats(report.prices, report.estimated),
  ].join("\n\n");
}

/** A report as Markdown. */
export function reportMarkdown(report: CostReport): string {
  const sections = sectionsOf(report).filter(({ rows }) => rows.length > 0);
  const unpriced = unpricedLines(report.unpriced).map((line) => `- ${line}`);
  return [
    `# Costs of ${report.environment}`,
    `${heading(report)}.`,
    ...sections.map(sectionMarkdown),
    ...(unpriced.length === 0 ? [] : ["## Without a price, and in no sum", unpriced.join("\n")]),
    caveats(report.prices, report.estimated),
  ].join("\n\n");
}

function heading({ environment, total }: CostReport): string {
  return `${environment}: about ${dollarRange(total)} a month`;
}

function sectionText({ title, headings, rows, notes, isWide = false }: Section): string {
  return [`${title}:`, isWide ? paragraphs(rows) : table(headings, rows), ...notes].join("\n");
}

/** A row in two lines: the first two cells, and what they are of and by. */
function paragraphs(rows: Section["rows"]): string {
  return rows.map(([first = "", second = "", ...rest]) => `- ${first}: ${second}\n    ${rest.join(": ")}`).join("\n");
}

function sectionMarkdown({ title, headings, rows, notes }: Section): string {
  return [`## ${title}`, "", markdownTable(headings, rows), ...(notes.length === 0 ? [] : ["", ...notes])].join("\n");
}

function unpricedText({ unpriced }: CostReport): string[] {
  if (unpriced.length === 0) return [];
  return [["Without a price, and in no sum:", ...unpricedLines(unpriced).map((line) => `  ${line}`)].join("\n")];
}
