import { setTimeout } from "node:timers/promises";

/** Time as the cloud has it. In a rehearsal that runs faster than real time, so does this clock. */
export interface Clock {
  now(): Date;
  /** Waits for a time of the cloud; ends early, with an AbortError, when the signal is given. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock, whose waits are shorter by a factor. */
export function machineClock(speed = 1): Clock {
  return {
    now: () => new Date(),
    wait: (milliseconds, signal) => setTimeout(milliseconds / speed, undefined, { signal }),
  };
}
