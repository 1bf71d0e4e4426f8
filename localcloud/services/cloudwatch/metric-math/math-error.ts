/** Thrown for an expression that CloudWatch can't read. */
export class MathError extends Error {
  override readonly name = "MathError";
}
