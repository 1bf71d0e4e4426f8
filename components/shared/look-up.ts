import { PlainError } from "./plain-error";

/** A provider function that failed. */
export class LookUpError extends PlainError {
  override readonly name = "LookUpError";
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
