import { namingInputs } from "../../model/aws-error";

/** A refusal by the Docker provider, the builder or a registry, in their words, and the inputs at fault at its end. */
export class DockerError extends Error {
  override readonly name = "DockerError";

  /** @param inputs the inputs at fault, such as `build.target`. */
  constructor(
    reason: string,
    readonly inputs: string,
  ) {
    super(namingInputs({ reason, inputs }));
  }
}
