import type { Instant } from "./instant";

/** What the scheduler remembers of a service. */
export interface TaskScheduling {
  readonly serviceArn: string;
  readonly throttles: readonly StartThrottle[];
  /** What keeps it from placing or replacing tasks: its last event about that. */
  readonly impairment?: { readonly message: string; readonly at: Instant };
  /** When it tries again to place tasks that no instance had room for. */
  readonly retryAt?: Instant;
  /** Tasks whose health checks fail, and about which an event has been written. */
  readonly unhealthy?: readonly string[];
  /** Tasks that another zone is to run instead, so that the zones are balanced. */
  readonly rebalanced?: readonly string[];
}

/** How starts of a revision's tasks failed, one after the other, and how long the next one waits. */
export interface StartThrottle {
  readonly revisionArn: string;
  readonly failures: number;
  readonly lastFailureAt: Instant;
  readonly nextStartAt: Instant;
}
