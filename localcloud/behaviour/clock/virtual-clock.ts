import type { Instant } from "../model/instant";
import type { Cancel, Clock } from "./clock";

interface Appointment {
  readonly at: Instant;
  readonly order: number;
  readonly act: () => void;
  isCancelled: boolean;
}

/** Time that jumps from one thing that happens to the next, without waiting. */
export class VirtualClock implements Clock {
  /** A binary heap: the next appointment comes first. */
  private readonly appointments: Appointment[] = [];
  private made = 0;

  constructor(private time: Instant) {}

  now(): Instant {
    return this.time;
  }

  at(instant: Instant, act: () => void): Cancel {
    const appointment: Appointment = {
      at: Math.max(instant, this.time),
      order: this.made++,
      act,
      isCancelled: false,
    };
    push(this.appointments, appointment);
    return () => {
      appointment.isCancelled = true;
    };
  }

  /** Lets everything happen until an instant, at which the clock then stands. */
  runUntil(end: Instant): void {
    for (let next = this.appointments[0]; next !== undefined && next.at <= end; next = this.appointments[0]) {
      pop(this.appointments);
      if (next.isCancelled) continue;
      this.time = next.at;
      next.act();
    }
    this.time = Math.max(this.time, end);
  }
}

function isBefore(one: Appointment, other: Appointment): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

function push(heap: Appointment[], added: Appointment): void {
  heap.push(added);
  for (let index = heap.length - 1; index > 0;) {
    const parent = (index - 1) >> 1;
    if (!swapIfBefore(heap, index, parent)) return;
    index = parent;
  }
}

function pop(heap: Appointment[]): void {
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return;
  heap[0] = last;
  for (let index = 0; ;) {
    const children = [2 * index + 1, 2 * index + 2].filter((child) => child < heap.length);
    const smallest = children.reduce((best, child) => (comesBefore(heap, child, best) ? child : best), index);
    if (smallest === index) return;
    swapIfBefore(heap, smallest, index);
    index = smallest;
  }
}

function comesBefore(heap: readonly Appointment[], one: number, other: number): boolean {
  const [first, second] = [heap[one], heap[other]];
  return first !== undefined && second !== undefined && isBefore(first, second);
}

function swapIfBefore(heap: Appointment[], lower: number, upper: number): boolean {
  const [below, above] = [heap[lower], heap[upper]];
  if (below === undefined || above === undefined || !isBefore(below, above)) return false;
  heap[lower] = above;
  heap[upper] = below;
  return true;
}
