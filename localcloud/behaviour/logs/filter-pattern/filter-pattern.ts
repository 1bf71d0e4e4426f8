import { jsonPattern } from "./json-pattern";
import { fieldsPattern } from "./fields-pattern";
import { termsPattern } from "./terms-pattern";

/** What a pattern finds in a line: whether it matches, and values that it names. */
export interface PatternMatch {
  /** The value of `$.path` or `$field`; undefined where there is none. */
  valueOf(selector: string): string | number | undefined;
}

/** A pattern that has been read: what it finds in a line, or undefined for a line that doesn't match. */
export type FilterPattern = (message: string) => PatternMatch | undefined;

/**
 * Reads a filter pattern (Amazon CloudWatch Logs User Guide, "Filter pattern syntax for metric filters, subscription
 * filters, filter log events, and Live Tail"): of JSON, of fields with spaces between, or of terms.
 *
 * @throws {PatternError} for a pattern that can't be read.
 */
export function filterPattern(pattern: string): FilterPattern {
  const trimmed = pattern.trim();
  if (trimmed.startsWith("{")) return jsonPattern(trimmed);
  if (trimmed.startsWith("[")) return fieldsPattern(trimmed);
  return termsPattern(trimmed);
}
