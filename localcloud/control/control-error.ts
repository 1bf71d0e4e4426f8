/** A request to the control server that can't be answered. */
export class ControlError extends Error {
  override readonly name = "ControlError";

  constructor(
    /** HTTP status. */
    readonly status: number,
    message: string,
    /** What to do about it, as a full sentence. */
    readonly nextStep: string,
  ) {
    super(message);
  }
}
