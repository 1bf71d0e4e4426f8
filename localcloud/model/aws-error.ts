/** A refusal as AWS words it: its error code, its message, and the inputs at fault at the message's end. */
export class AwsError extends Error {
  override readonly name = "AwsError";

  /**
   * @param code AWS's error code.
   * @param reason AWS's words.
   * @param inputs the inputs at fault, such as `minSize, maxSize`; empty where none is.
   */
  constructor(
    readonly code: string,
    reason: string,
    readonly inputs: string = "",
  ) {
    super(inputs === "" ? reason : `${reason} (${inputs})`);
  }
}

/**
 * Refuses an operation as AWS does.
 * @param inputs the inputs at fault, such as `minSize, maxSize`; empty where none is.
 * @throws {AwsError} always.
 */
export function refuse(code: string, reason: string, inputs: string): never {
  throw new AwsError(code, reason, inputs);
}
