/** A table with aligned columns, as Prettier writes it. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, ...rows].map((row) => row.map(escaped));
  const widths = header.map((_, column) => Math.max(NARROWEST, ...lines.map((row) => row[column]?.length ?? 0)));
  const [first = [], ...rest] = lines.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)));
  const rule = widths.map((width) => "-".repeat(width));
  return [first, rule, ...rest].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** Least number of dashes in a column's rule. */
const NARROWEST = 3;

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|").replaceAll("\n", " ");
}
