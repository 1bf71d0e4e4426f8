import * as pulumi from "@pulumi/pulumi";

/** A provider function that failed. The engine shows its message alone, without a stack trace. */
export class LookUpError extends pulumi.RunError {
  override readonly name = "LookUpError";

  constructor(message: string) {
    super(message);
    // The SDK puts "error serializing property" before it, once for every property through which the error passes.
    Object.defineProperty(this, "message", { get: () => message, set: () => undefined });
  }
}

/**
 * Result of a provider function that looks something up.
 * @param call the running call.
 * @param what is looked up, such as `the image "…"`.
 * @param remedy what most likely mends a failure; lower case, no full stop.
 * @throws {LookUpError} naming both, and what the provider said, when the call fails.
 */
export async function lookUp<T>(call: Promise<T>, what: string, remedy: string): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw new LookUpError(`${what} can't be found: ${reasonOf(error)}; ${remedy}`);
  }
}

/** What the provider said, without the SDK's words around it. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message
    .replace(/^.*?invocation of \S+ returned an error: /s, "")
    .replace(/^invoking \S+: (?:\d+ error occurred:\s*\* )?/, "")
    .trim();
}
