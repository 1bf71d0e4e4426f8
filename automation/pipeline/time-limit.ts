import type { Clock } from "../clock";

/**
 * A signal that is given after so many seconds of this machine's time, in which steps have their limits: the engine,
 * builds and scans take no less where a rehearsal has the cloud run faster. What waits for AWS has a limit of its own, on the
 * cloud's clock.
 * @param done ends the wait.
 */
export function timeLimit(seconds: number, clock: Pick<Clock, "speed" | "wait">, done: AbortSignal): AbortSignal {
  const late = new AbortController();
  clock.wait(seconds * 1000 * clock.speed, done).then(
    () => {
      late.abort();
    },
    () => undefined,
  );
  return late.signal;
}
