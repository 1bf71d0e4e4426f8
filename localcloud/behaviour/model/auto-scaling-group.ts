import type { Instant } from "./instant";
import type { ShortageOfCapacity } from "./observation";

/** What an Auto Scaling group remembers beside its settings. */
export interface RunningAutoScalingGroup {
  readonly name: string;
  readonly region: string;
  /** The settings whose change starts an instance refresh, as they last were, in JSON. */
  readonly refreshedSettings?: string;
  /** The settings that say what it launches, as they last were, in JSON: what a rollback returns to. */
  readonly launchedSettings?: string;
  /** When a launch last failed: the next attempt comes later. */
  readonly launchFailedAt?: Instant;
}

/** Capacity that EC2 doesn't have: launches fail, and with an outage the instances of the zone too. */
export interface CapacityShortage extends ShortageOfCapacity {
  readonly since: Instant;
}
