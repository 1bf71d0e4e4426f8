/** One thing that AWS refuses. */
export interface Problem {
  /** AWS's words. */
  readonly reason: string;
  /** The inputs at fault, such as `minSize, maxSize`; empty where none is. */
  readonly inputs: string;
}

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
    message: string = namingInputs({ reason, inputs }),
  ) {
    super(message);
  }

  /** The refusal of a request with several problems, each with its own inputs. */
  static ofAll(code: string, problems: readonly Problem[]): AwsError {
    const reasons = problems.map(({ reason }) => reason).join("; ");
    const inputs = problems.map((problem) => problem.inputs).join(", ");
    return new AwsError(code, reasons, inputs, problems.map(namingInputs).join("; "));
  }
}

/** What is wrong, with the inputs at fault at its end. */
export function namingInputs({ reason, inputs }: Problem): string {
  return inputs === "" ? reason : `${reason} (${inputs})`;
}

/**
 * Refuses an operation as AWS does.
 * @param inputs the inputs at fault, such as `minSize, maxSize`; empty where none is.
 * @throws {AwsError} always.
 */
export function refuse(code: string, reason: string, inputs: string): never {
  throw new AwsError(code, reason, inputs);
}
