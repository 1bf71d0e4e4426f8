import * as pulumi from "@pulumi/pulumi";

/** A refusal by a provider that was asked for something. The engine shows its message alone, without a stack trace. */
export class RefusedQuestionError extends pulumi.RunError {
  override readonly name = "RefusedQuestionError";

  constructor(message: string) {
    super(message);
    // The SDK puts "error serializing property" before it, once for every property through which the error passes.
    Object.defineProperty(this, "message", { get: () => message, set: () => undefined });
  }
}

/**
 * Answer of a provider function.
 * @param what is asked for, such as `the image "…"`.
 * @param remedy what most likely mends a refusal; lower case, no full stop.
 * @throws {RefusedQuestionError} naming both where the provider refuses.
 */
export async function answered<T>(question: Promise<T>, what: string, remedy: string): Promise<T> {
  try {
    return await question;
  } catch (error) {
    throw new RefusedQuestionError(`${what} can't be found: ${reasonOf(error)}; ${remedy}`);
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
