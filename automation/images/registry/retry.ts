import { setTimeout } from "node:timers/promises";

const ATTEMPTS = 5;
const FIRST_PAUSE_SECONDS = 1;
const LONGEST_PAUSE_SECONDS = 30;

/**
 * What HTTP calls too many requests, and a server's failure that passes (RFC 9110, section 15.6; RFC 6585, section 4).
 */
const PASSING_STATUS: readonly number[] = [429, 500, 502, 503, 504];

/**
 * Asks again where a server is busy or fails, with pauses that double and are cut by chance, or those that it asks for
 * in `Retry-After`.
 * @returns the first answer that isn't such a failure, or the last answer.
 * @throws what the request threw at the last attempt.
 */
export async function withRetries(
  request: () => Promise<Response>,
  signal: AbortSignal,
  pause: (seconds: number, signal: AbortSignal) => Promise<void> = wait,
): Promise<Response> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt++) {
    const answer = await request().catch((error: unknown) => {
      if (signal.aborted) throw error;
      return undefined;
    });
    if (answer !== undefined && !PASSING_STATUS.includes(answer.status)) return answer;
    await answer?.body?.cancel();
    await pause(secondsToWait(attempt, answer?.headers.get("retry-after")), signal);
  }
  return request();
}

/** Seconds before the next attempt. */
export function secondsToWait(
  attempt: number,
  retryAfter: string | null | undefined,
  chance: () => number = Math.random,
): number {
  const asked = Number(retryAfter ?? Number.NaN);
  if (Number.isFinite(asked) && asked >= 0) return Math.min(asked, LONGEST_PAUSE_SECONDS);
  const doubled = Math.min(FIRST_PAUSE_SECONDS * 2 ** (attempt - 1), LONGEST_PAUSE_SECONDS);
  return doubled * (0.5 + chance() / 2);
}

async function wait(seconds: number, signal: AbortSignal): Promise<void> {
  await setTimeout(seconds * 1000, undefined, { signal });
}
