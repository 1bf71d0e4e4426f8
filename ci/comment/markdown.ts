/**
 * A text of somebody else within Markdown: nothing in it is formatted, links, mentions people or ends the block around
 * it.
 */
export function plainText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;")
    .replaceAll("#", "&#35;")
    .replaceAll(/[\\`*_{}[\]()!|~]/g, (mark) => `\\${mark}`)
    .replaceAll(/\s*\n\s*/g, "<br>");
}

/** A text as code; what would end the code is left out. */
export function code(text: string): string {
  return `\`${text.replaceAll(/[`\n\r]/g, " ")}\``;
}

/** A section that readers open. */
export function folded(summary: string, lines: readonly string[]): string[] {
  return ["<details>", `<summary>${summary}</summary>`, "", ...lines, "", "</details>", ""];
}

/** At most as many lines as there is room for, and how many more there are. */
export function atMost(most: number, lines: readonly string[]): string[] {
  return lines.length <= most ? [...lines] : [...lines.slice(0, most), `- … and ${lines.length - most} more`];
}

/** `1 update`, `2 updates`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
