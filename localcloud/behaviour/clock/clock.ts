import type { Instant } from "../model/instant";

/** Cancels what was to happen. */
export type Cancel = () => void;

/** The time of a world, and what is to happen in it. */
export interface Clock {
  now(): Instant;
  /** Has something happen at an instant, or at once if that has passed. Things of one instant happen in their order. */
  at(instant: Instant, act: () => void): Cancel;
}
