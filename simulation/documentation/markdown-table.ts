/**
 * A table in Markdown with columns of one width each, as the formatter has it: a page that is generated anew needs no
 * formatting.
 * @param rows the headings first
 */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [headings = [], ...others] = rows;
  const widths = headings.map((_, column) => Math.max(3, ...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill = " "): string =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width, fill)).join(" | ")} |`;
  return [line(headings), line([], "-"), ...others.map((cells) => line(cells))].join("\n");
}
