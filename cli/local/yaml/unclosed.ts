import { visit, type Document } from "yaml";

/** What closes a bracket. */
export const CLOSING: Readonly<Record<string, string>> = { "[": "]", "{": "}" };

/**
 * The last bracket or quote before a place that nothing closes up to the end of the text; the parser only notices where
 * something begins that doesn't belong into it.
 */
export function unclosedMark(text: string, document: Document, place: number): number | undefined {
  const starts: number[] = [];
  const note = (_: unknown, { range }: { readonly range?: readonly number[] | null | undefined }): undefined => {
    starts.push(range?.[0] ?? NaN);
  };
  visit(document, { Collection: note, Scalar: note });
  const marks = starts.filter((start) => start <= place && /["'[{]/.test(text[start] ?? ""));
  return marks.sort((one, other) => other - one).find((start) => !isClosed(text.slice(start)));
}

const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/s;

/** Whether what begins with a bracket or quote ends somewhere; brackets in quoted texts count for nothing. */
function isClosed(text: string): boolean {
  if (!((text[0] ?? "") in CLOSING)) return new RegExp(`^(?:${QUOTED.source})`, "s").test(text);
  let depth = 0;
  for (const [mark] of text.matchAll(new RegExp(`${QUOTED.source}|[[\\]{}]`, "gs"))) {
    if (mark in CLOSING) depth += 1;
    if (mark === "]" || mark === "}") depth -= 1;
    if (depth === 0) return true;
  }
  return false;
}
