import * as pulumi from "@pulumi/pulumi";

/**
 * An error that ends the program with its message alone, without a stack trace. Outputs may carry it: the SDK would put
 * "error serializing property" before the message, once for every property through which the error passes.
 */
export class PlainError extends pulumi.RunError {
  constructor(message: string) {
    super(message);
    Object.defineProperty(this, "message", { get: () => message, set: () => undefined });
  }
}
