import type { Clock } from "../../../automation/clock";

/** A wait, or an act, that is due at a time. */
interface Due {
  readonly at: number;
  readonly come: () => void;
}

/** How often everybody else gets a turn before the time goes on: more than what takes no time takes. */
const TURNS = 20;

/** A clock that goes on to what is due next once nobody has anything else to do. */
export class VirtualClock implements Clock {
  constructor(readonly speed = 1) {}

  private time = Date.parse("2026-11-30T13:00:00Z");
  private readonly due: Due[] = [];
  private goesOn = false;

  now(): Date {
    return new Date(this.time);
  }

  timeOfDay(): Date {
    return this.now();
  }

  async wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const onAbort = (): void => {
        this.remove(wait);
        reject(signal?.reason as Error);
      };
      const come = (): void => {
        signal?.removeEventListener("abort", onAbort);
        resolve();
      };
      const wait = { at: this.time + milliseconds, come };
      this.add(wait);
      signal?.addEventListener("abort", onAbort);
    });
  }

  /** Has something happen after some seconds of this clock. */
  after(seconds: number, act: () => void): void {
    this.add({ at: this.time + seconds * 1_000, come: act });
  }

  private add(due: Due): void {
    this.due.push(due);
    if (!this.goesOn) void this.goOn();
  }

  private remove(due: Due): void {
    const place = this.due.indexOf(due);
    if (place >= 0) this.due.splice(place, 1);
  }

  private async goOn(): Promise<void> {
    this.goesOn = true;
    for (;;) {
      for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
      const [next] = [...this.due].sort((one, other) => one.at - other.at);
      if (next === undefined) break;
      this.remove(next);
      this.time = Math.max(this.time, next.at);
      next.come();
    }
    this.goesOn = false;
  }
}
