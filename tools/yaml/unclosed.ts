import { visit, type Document } from "yaml";

/** The closing mark of each opening bracket. */
export const CLOSING: Readonly<Record<string, string>> = { "[": "]", "{": "}" };

/**
 * Finds the last bracket or quote before a place that nothing closes until the end of the text. The parser reports only
 * the place where the text no longer fits into it.
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

/** Whether something closes a bracket or quote. Brackets in quoted texts don't count. */
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
