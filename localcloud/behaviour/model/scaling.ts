import type { Instant } from "./instant";

/** State of an alarm, and what led to it. */
export interface RunningAlarm {
  readonly arn: string;
  readonly name: string;
  readonly region: string;
  readonly state: "OK" | "ALARM" | "INSUFFICIENT_DATA";
  readonly reason: string;
  /** When it was last set. */
  readonly updatedAt: Instant;
  /** When the state was last another one. */
  readonly transitionedAt: Instant;
}

/** An entry of an alarm's history (Amazon CloudWatch API Reference, AlarmHistoryItem). */
export interface AlarmHistoryItem {
  readonly alarmName: string;
  readonly region: string;
  readonly at: Instant;
  readonly type: "StateUpdate" | "Action" | "ConfigurationUpdate";
  readonly summary: string;
}

/** What a scaling policy or target remembers of its last activity, for cooldowns. */
export interface ScalingMemory {
  /** ARN or key of what remembers. */
  readonly id: string;
  readonly lastActivityAt: Instant;
  /** Capacity that the last activity added, or took away if negative. */
  readonly lastAdjustment: number;
}

/** An activity of an Auto Scaling group or of Application Auto Scaling. */
export interface ScalingActivity {
  readonly id: string;
  /** Name of the group, or `service/<cluster>/<service>`. */
  readonly resourceId: string;
  readonly region: string;
  readonly description: string;
  readonly cause: string;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly status: "Pending" | "InProgress" | "Successful" | "Overridden" | "Unfulfilled" | "Failed" | "Cancelled";
  readonly statusMessage?: string;
  readonly capacityBefore?: number;
  readonly capacityAfter?: number;
}
