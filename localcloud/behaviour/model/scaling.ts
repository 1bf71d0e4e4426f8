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
  /** State before that. @default it had none */
  readonly previousState?: "OK" | "ALARM" | "INSUFFICIENT_DATA";
  /** Whether it is on the states of other alarms. @default on metrics */
  readonly isComposite?: boolean;
  /** How many entries its history has had: the oldest are dropped. @default 0 */
  readonly historyCount?: number;
  /** State for which it last took its actions, if a suppressor keeps it from taking others. @default it took none */
  readonly actedState?: "OK" | "ALARM" | "INSUFFICIENT_DATA";
}

/** An alarm that starts a scaling policy. It stays until whoever has the policy has seen it. */
export interface PolicyInvocation {
  readonly id: string;
  readonly policyArn: string;
  readonly alarmArn: string;
  readonly alarmName: string;
  readonly alarmState: RunningAlarm["state"];
  readonly region: string;
  readonly at: Instant;
  /** Values of the evaluation periods, the oldest first. */
  readonly values: readonly number[];
  readonly threshold: number;
}

/** Until when a controller has done what it does at times of its own. */
export interface Progress {
  /** What is remembered, as the controller calls it. */
  readonly id: string;
  readonly doneUntil: Instant;
  /** When it began to do it. @default it doesn't matter */
  readonly since?: Instant;
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
  /** Activity whose end begins the cooldown. @default the cooldown has begun with the activity */
  readonly activityId?: string;
  /** When the activity ended, where nothing else tells. @default it goes on, or its end is that of its activity */
  readonly endedAt?: Instant;
  /** Seconds after the activity in which the policy that it came from waits. @default 0 */
  readonly cooldownSeconds?: number;
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
