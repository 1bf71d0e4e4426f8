import { setTimeout } from "node:timers/promises";

/** Rejects once the signal aborts, for what doesn't listen to it. */
export function aborted(signal: AbortSignal, message: string): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void => {
      reject(new Error(message));
    };
    if (signal.aborted) fail();
    else signal.addEventListener("abort", fail, { once: true });
  });
}

/** Waits; false as soon as the signal aborts. */
export async function pauseUnless(signal: AbortSignal, milliseconds: number): Promise<boolean> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
