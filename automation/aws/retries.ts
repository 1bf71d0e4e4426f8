import type { AutomationContext } from "../context";
import { DeploymentProblem } from "../model/problem";
import { messageOf } from "../shared/message-of";

/** Waits between attempts, in milliseconds. The SDK has tried several times in each of them, with backoff. */
const WAITS = [5_000, 10_000, 20_000, 40_000];

/** "Error codes that are retryable", AWS SDKs and Tools Reference Guide, "Retry behavior". */
const THROTTLED = /thrott|TimeoutError|TooManyRequests|RequestLimitExceeded|SlowDown|PriorRequestNotComplete/i;

/** Codes of Node.js where no connection comes about, or one breaks. */
const UNCONNECTED = /^(?:ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;

type RetryContext = Pick<AutomationContext, "clock" | "emit" | "signal">;

/**
 * Asks AWS, and again after a while where it can't be reached or has too many requests.
 * @param what is asked, for messages: `the state of services`.
 * @throws {DeploymentProblem} where it can't be reached for more than a minute. Other errors are AWS's own.
 */
export async function askingAws<T>(what: string, context: RetryContext, ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask();
    } catch (error) {
      if (!isTransient(error)) throw error;
      const wait = WAITS[attempt - 1];
      if (wait === undefined) throw unreachable(what, error);
      context.emit({ code: "retry", what, attempt, afterMilliseconds: wait });
      await context.clock.wait(wait, context.signal);
    }
  }
}

/** Whether an error says nothing of what was asked: asked later, the same can be answered. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { name, code, $fault, $metadata } = error as Error & {
    readonly code?: unknown;
    readonly $fault?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: number };
  };
  const isFailure = $fault === "server" || Number($metadata?.httpStatusCode) >= 500;
  return isFailure || THROTTLED.test(name) || UNCONNECTED.test(String(code));
}

function unreachable(what: string, cause: unknown): DeploymentProblem {
  const reason = messageOf(cause);
  return new DeploymentProblem(
    "cloud-unreachable",
    `AWS can't be asked for ${what}: ${reason}`,
    "See whether AWS is reachable from here, and has no outage; then run the command again, which goes on.",
    { cause },
  );
}
