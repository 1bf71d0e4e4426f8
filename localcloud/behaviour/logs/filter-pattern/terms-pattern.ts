import type { FilterPattern } from "./filter-pattern";
import { PatternError } from "./pattern-error";

/** A term of a pattern: one of which one must be there (`?`), one that must not (`-`), or one that must. */
interface Term {
  readonly kind: "any" | "none" | "all";
  matches(message: string): boolean;
}

const KINDS: Readonly<Record<string, Term["kind"]>> = { "?": "any", "-": "none" };

const TERM = /\s*([?-]?)(?:"((?:[^"\\]|\\.)*)"|%((?:[^%\\]|\\.)+)%|(\S+))/y;

/** No names are in a line of plain text. */
const NO_VALUES = { valueOf: () => undefined };

/**
 * Terms of plain text, whose case counts (the same guide, "Using filter patterns to match terms in unstructured log
 * events"). A pattern without terms matches everything.
 */
export function termsPattern(pattern: string): FilterPattern {
  const terms = termsOf(pattern);
  const ofKind = (kind: Term["kind"]): Term[] => terms.filter((term) => term.kind === kind);
  const { all, none, any } = { all: ofKind("all"), none: ofKind("none"), any: ofKind("any") };
  return (message) => {
    const isIn = (term: Term): boolean => term.matches(message);
    const hasRequired = all.length > 0 || any.length === 0 ? all.every(isIn) : any.some(isIn);
    return hasRequired && !none.some(isIn) ? NO_VALUES : undefined;
  };
}

function termsOf(pattern: string): Term[] {
  const terms: Term[] = [];
  TERM.lastIndex = 0;
  while (pattern.slice(TERM.lastIndex).trim() !== "") {
    const match = TERM.exec(pattern);
    if (match === null) throw new PatternError(`unexpected ${pattern.trim().slice(0, 20)}`);
    const [, sign = "", quoted, expression, plain = ""] = match;
    const matches = matcherOf(expression, quoted?.replaceAll(/\\(.)/g, "$1") ?? plain);
    terms.push({ kind: KINDS[sign] ?? "all", matches });
  }
  return terms;
}

function matcherOf(expression: string | undefined, text: string): (message: string) => boolean {
  if (expression === undefined) return (message) => message.includes(text);
  const regular = regularExpression(expression);
  return (message) => regular.test(message);
}

/** The regular expression between two percent signs. */
export function regularExpression(source: string): RegExp {
  try {
    return new RegExp(source);
  } catch {
    throw new PatternError(`%${source}% is no regular expression`);
  }
}
