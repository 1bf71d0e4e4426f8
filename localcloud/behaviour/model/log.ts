import type { Instant } from "./instant";

/** A line of a log. */
export interface LogEvent {
  readonly region: string;
  readonly group: string;
  readonly stream: string;
  readonly at: Instant;
  readonly message: string;
}
