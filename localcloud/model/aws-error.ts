/** A refusal as AWS words it: its error code, and a message that names the input at fault. */
export class AwsError extends Error {
  override readonly name = "AwsError";

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}
