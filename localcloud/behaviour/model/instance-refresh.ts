import type { Instant } from "./instant";

/** Amazon EC2 Auto Scaling API Reference, InstanceRefresh: `Status`. */
export type InstanceRefreshStatus =
  | "Pending"
  | "InProgress"
  | "Successful"
  | "Failed"
  | "Cancelling"
  | "Cancelled"
  | "RollbackInProgress"
  | "RollbackSuccessful"
  | "RollbackFailed";

/** An instance refresh (Amazon EC2 Auto Scaling API Reference, InstanceRefresh). */
export interface RunningInstanceRefresh {
  readonly id: string;
  readonly autoScalingGroupName: string;
  readonly region: string;
  readonly status: InstanceRefreshStatus;
  readonly statusReason?: string;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  /** Share of the instances that are replaced and warmed up. */
  readonly percentageComplete: number;
  /** Instances that are not replaced yet. */
  readonly instancesToUpdate: number;
  /** Instances that were to be replaced when it started. */
  readonly instancesAtStart: number;
  /** When an instance was last replaced: without progress a refresh fails. */
  readonly progressAt: Instant;
  /** Checkpoints that were reached, and until when it waits at the last one. */
  readonly checkpoints: { readonly reached: number; readonly waitUntil?: Instant };
  /** What the group launched before: what a rollback returns to. */
  readonly previousConfiguration: string;
}
