import type { Instant } from "./instant";

/** Elastic Load Balancing API Reference, TargetHealth: `State`. */
export type TargetState = "initial" | "healthy" | "unhealthy" | "unused" | "draining";

/** A target of a target group (Elastic Load Balancing API Reference, TargetHealthDescription). */
export interface RunningTarget {
  readonly targetGroupArn: string;
  /** Address or instance id. */
  readonly targetId: string;
  readonly port: number;
  readonly availabilityZone: string;
  /** Task behind the address. */
  readonly taskArn?: string;
  readonly state: TargetState;
  /** Such as `Target.ResponseCodeMismatch`; none while it is healthy. */
  readonly reason?: string;
  readonly description?: string;
  readonly registeredAt: Instant;
  /** Whether somebody registered it by RegisterTargets: no group of instances deregisters it. @default false */
  readonly isRegisteredByHand?: boolean;
  readonly healthySince?: Instant;
  /** When it was deregistered: it ends once the deregistration delay is over. */
  readonly drainingSince?: Instant;
}

/** What the health checks of a target have counted; apart from the target, since nobody else acts on it. */
export interface TargetChecks {
  /** Consecutive successes, up to the healthy threshold. */
  readonly successes: number;
  /** Consecutive failures, up to the unhealthy threshold. */
  readonly failures: number;
}

/** How far the health checks of a target group have come. */
export interface TargetGroupChecks {
  /** The checks that were due until then are sent. */
  readonly checkedUntil: Instant;
}

/** The key of a target among what runs. */
export function targetKey({
  targetGroupArn,
  targetId,
  port,
}: Pick<RunningTarget, "targetGroupArn" | "targetId" | "port">): string {
  return `${targetGroupArn}|${targetId}|${port}`;
}
