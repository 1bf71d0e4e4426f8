import type { Trigger } from "./trigger";

/** A scaling of a service or of the instances, by AWS or by hand. */
export interface ScalingEvent {
  /** Id of AWS's activity, or of the deployment that scaled by hand. */
  readonly id: string;
  /** Name of the service in the configuration, or of the Auto Scaling group. */
  readonly subject: string;
  readonly what: "service" | "instances";
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly from?: number;
  readonly to?: number;
  readonly trigger: Trigger;
  /** Who scaled by hand. */
  readonly who?: string;
  /** AWS's status, or that of the deployment. */
  readonly status: string;
  /** What AWS did. */
  readonly description: string;
  /** AWS's cause, or the requester's reason. */
  readonly reason: string;
}
