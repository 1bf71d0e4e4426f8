/** `printWidth` of .prettierrc.json. */
const PRINT_WIDTH = 120;

/** JSON as Prettier writes it: objects over several lines, lists of texts and numbers on one where they fit. */
export function formatJson(value: unknown, indent = "", used = 0): string {
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const line = `[${value.map((element) => JSON.stringify(element)).join(", ")}]`;
    const fits = used + line.length + ",".length <= PRINT_WIDTH;
    if (fits && !value.some(isObject)) return line;
    return block(
      "[",
      value.map((element) => inner + formatJson(element, inner)),
      `${indent}]`,
    );
  }
  if (!isObject(value)) return JSON.stringify(value);
  const lines = Object.entries(value).map(([name, each]) => {
    const key = `${inner}${JSON.stringify(name)}: `;
    return key + formatJson(each, inner, key.length);
  });
  return block("{", lines, `${indent}}`);
}

function block(open: string, lines: readonly string[], close: string): string {
  return lines.length === 0 ? open + close.trimStart() : [open, lines.join(",\n"), close].join("\n");
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
