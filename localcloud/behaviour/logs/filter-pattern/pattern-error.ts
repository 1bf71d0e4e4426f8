/** A pattern that CloudWatch Logs can't read. */
export class PatternError extends Error {
  override readonly name = "PatternError";
}
