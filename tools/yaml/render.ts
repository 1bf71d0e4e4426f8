import { parse } from "yaml";

/** How a text is written. `plain` leaves out quotes if every reader then reads the same text. */
export type ScalarStyle = "plain" | "double" | "single";

/** A scalar on one line. */
export function scalarText(value: unknown, style: ScalarStyle = "plain", inFlow = false): string {
  if (typeof value !== "string") return JSON.stringify(value);
  const fits = style === "plain" ? isPlain(value, inFlow) : style === "single" && /^[ -~]*$/.test(value);
  if (!fits) return JSON.stringify(value); // every JSON string is a double-quoted YAML string
  return style === "plain" ? value : `'${value.replaceAll("'", "''")}'`;
}

/** Whether readers of YAML 1.1 and 1.2 both read a text without quotes as that text. */
function isPlain(text: string, inFlow: boolean): boolean {
  try {
    const document = inFlow ? `[${text}]` : text;
    const read = (["1.1", "1.2"] as const).map((version) => parse(document, { version }) as unknown);
    return read.every((each) => (inFlow ? JSON.stringify(each) === JSON.stringify([text]) : each === text));
  } catch {
    return false;
  }
}

/** A value on one line. */
export function flowText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flowText).join(", ")}]`;
  if (!isObject(value)) return scalarText(value, "plain", true);
  const pairs = Object.entries(value).map(([key, each]) => `${scalarText(key, "plain", true)}: ${flowText(each)}`);
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
}

/**
 * Lines of the entries of a group or list, from a column on; undefined for a value that stands on the line of its key.
 */
export function blockLines(value: unknown, column: number): string[] | undefined {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return undefined;
  if (Array.isArray(value)) return value.flatMap((each: unknown) => entryLines(each, column));
  return Object.entries(value).flatMap(([key, each]) => pairLines(key, each, column));
}

/** Lines of a key with its value. */
export function pairLines(key: string, value: unknown, column: number): string[] {
  const start = `${" ".repeat(column)}${scalarText(key)}:`;
  const lines = blockLines(value, column + 2);
  return lines === undefined ? [`${start} ${flowText(value)}`] : [start, ...lines];
}

/** Lines of a list's entry. */
export function entryLines(value: unknown, column: number): string[] {
  const start = `${" ".repeat(column)}- `;
  const [first, ...others] = blockLines(value, column + 2) ?? [];
  return first === undefined ? [`${start}${flowText(value)}`] : [start + first.trimStart(), ...others];
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
