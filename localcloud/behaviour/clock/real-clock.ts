import type { Instant } from "../model/instant";
import type { Cancel, Clock } from "./clock";

/** Longest delay of a timer (Node.js documentation, setTimeout). */
const LONGEST_DELAY = 2 ** 31 - 1;

/** The machine's time, or one that runs faster by a factor. */
export class RealClock implements Clock {
  private readonly began = performance.now();

  /**
   * @param start what the clock shows now
   * @param speed how much faster than the machine's time it runs
   */
  constructor(
    private readonly start: Instant = Date.now(),
    readonly speed = 1,
  ) {}

  now(): Instant {
    return Math.round(this.start + (performance.now() - this.began) * this.speed);
  }

  at(instant: Instant, act: () => void): Cancel {
    let timer: NodeJS.Timeout;
    const wait = (): void => {
      const delay = Math.max(0, Math.ceil((instant - this.now()) / this.speed));
      timer = setTimeout(
        () => {
          if (this.now() >= instant) act();
          else wait(); // timers are a little early sometimes, and can't wait longer than their limit
        },
        Math.min(delay, LONGEST_DELAY),
      );
    };
    wait();
    return () => {
      clearTimeout(timer);
    };
  }
}
