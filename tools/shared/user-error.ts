/** A failure that the user can mend: what is wrong, and what to do next. Shown without a stack trace. */
export class UserError extends Error {
  override readonly name = "UserError";

  constructor(
    message: string,
    /** What the user can do about it, as a full sentence. */
    readonly nextStep: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }
}
