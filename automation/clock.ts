import { setTimeout } from "node:timers/promises";

/** Time as the cloud has it. In a rehearsal that runs faster than real time, so does this clock. */
export interface Clock {
  /** The cloud's time: differences are what waits and durations are measured in. */
  now(): Date;
  /** The time of day on this machine, for records and ids. */
  timeOfDay(): Date;
  /** How much faster the cloud's time runs than this machine's; 1 on AWS. */
  readonly speed: number;
  /** Waits for a time of the cloud; ends early, with an AbortError, when the signal is given. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock, which a rehearsal has run faster by a factor. */
export function machineClock(speed = 1): Clock {
  const begun = Date.now();
  return {
    now: () => new Date(begun + (Date.now() - begun) * speed),
    timeOfDay: () => new Date(),
    speed,
    wait: (milliseconds, signal) => setTimeout(milliseconds / speed, undefined, { signal }),
  };
}
