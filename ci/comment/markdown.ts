/**
 * Characters that stand for something in Markdown, in HTML, or to GitHub and GitLab: mentions, and numbers of issues.
 */
const MEANING = /[&<>@#\\`*_{}[\]()|~]/g;

/** Written as HTML, since a backslash doesn't help. */
const AS_HTML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "@": "&#64;",
  "#": "&#35;",
};

/**
 * A text of somebody else within Markdown: nothing in it is formatted, links, mentions people or ends the block around
 * it.
 */
export function plainText(text: string): string {
  return text.replaceAll(MEANING, (mark) => AS_HTML[mark] ?? `\\${mark}`).replaceAll(/\s*\n\s*/g, "<br>");
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
