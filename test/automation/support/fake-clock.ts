import type { Clock } from "../../../automation/clock";

/** A clock whose waits are over at once, and which is later then. Others may act at a time. */
export class FakeClock implements Clock {
  readonly speed = 1;
  private time = Date.parse("2026-11-30T13:00:00Z");
  private readonly acts: { readonly at: number; readonly act: () => void }[] = [];

  now(): Date {
    return new Date(this.time);
  }

  timeOfDay(): Date {
    return this.now();
  }

  async wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    this.time += milliseconds;
    for (const { act } of this.acts.filter(({ at }) => at <= this.time)) act();
    for (const past of this.acts.filter(({ at }) => at <= this.time)) this.acts.splice(this.acts.indexOf(past), 1);
  }

  /** Has something happen after some seconds of this clock. */
  after(seconds: number, act: () => void): void {
    this.acts.push({ at: this.time + seconds * 1_000, act });
  }
}
