import type { LogEvent } from "./log";
import type { MetricDatum } from "./metric";
import type { HealthStatus, PortAddress, StopCode } from "./task";

/** What a runtime, the data plane or a person reports. Controllers decide what follows. */
export type Observation =
  /** All containers of a task that start with it run. */
  | { readonly kind: "task-started"; readonly taskArn: string; readonly addresses: readonly PortAddress[] }
  /** A task can't run: its image, secrets or settings keep it from starting. */
  | { readonly kind: "task-failed"; readonly taskArn: string; readonly stopCode: StopCode; readonly reason: string }
  | {
      readonly kind: "container-exited";
      readonly taskArn: string;
      readonly container: string;
      readonly exitCode: number;
      readonly reason?: string;
    }
  | {
      readonly kind: "container-health";
      readonly taskArn: string;
      readonly container: string;
      readonly status: HealthStatus;
    }
  /** Every container of a task has ended after it was told to stop. */
  | { readonly kind: "task-ended"; readonly taskArn: string }
  /** The answer to a health check of a target. */
  | { readonly kind: "target-checked"; readonly target: string; readonly answer: CheckAnswer }
  /** An instance no longer answers, for whatever reason. */
  | { readonly kind: "instance-failed"; readonly instanceId: string; readonly reason: string }
  /** The answer of a lifecycle hook of a deployment. */
  | {
      readonly kind: "hook-answered";
      readonly deploymentArn: string;
      readonly stage: string;
      /** @default the pause of the stage, or else its first hook that isn't done */
      readonly hookId?: string;
      /** NOT_CALLED says that nothing here can call the function. */
      readonly answer: "SUCCEEDED" | "FAILED" | "IN_PROGRESS" | "NOT_CALLED";
      /** After how many seconds a function that is in progress is called again. @default 30 */
      readonly callBackDelay?: number;
    }
  /** Somebody has a deployment rolled back, as StopServiceDeployment does. */
  | { readonly kind: "rollback-requested"; readonly deploymentArn: string }
  /** Somebody has a service deployed anew without a change, as UpdateService with `forceNewDeployment` does. */
  | { readonly kind: "deployment-requested"; readonly serviceArn: string }
  /** Somebody stops a task, as StopTask does. */
  | { readonly kind: "stop-requested"; readonly taskArn: string; readonly reason: string }
  /** Somebody has an instance taken out of service (SetInstanceHealth, TerminateInstanceInAutoScalingGroup). */
  | { readonly kind: "termination-requested"; readonly instanceId: string; readonly decrementsCapacity: boolean }
  /** Somebody has the instances of a group replaced (StartInstanceRefresh). */
  | { readonly kind: "refresh-requested"; readonly autoScalingGroupName: string; readonly region: string }
  /** EC2 has no capacity, or a zone is lost, until the same is restored. */
  | ({ readonly kind: "capacity-lost" } & ShortageOfCapacity)
  | ({ readonly kind: "capacity-restored" } & ShortageOfCapacity)
  /** What a task used since its last report. */
  | {
      readonly kind: "task-usage";
      readonly taskArn: string;
      /** CPU units on average: 1024 are one vCPU. */
      readonly cpu: number;
      /** MiB now. */
      readonly memory: number;
    }
  /** Requests that a load balancer answered since its last report, of one target or, without it, by itself. */
  | ServedRequests
  /** What waits in a queue now. */
  | QueueDepth
  /** Somebody sets an alarm's state until its next evaluation, as SetAlarmState does. */
  | {
      readonly kind: "alarm-state-set";
      readonly alarmName: string;
      readonly region: string;
      readonly state: "OK" | "ALARM" | "INSUFFICIENT_DATA";
      readonly reason: string;
    }
  /** Values of metrics that somebody publishes, as PutMetricData does. */
  | { readonly kind: "metric-data"; readonly data: readonly MetricDatum[] }
  /** Lines of logs. */
  | { readonly kind: "log-events"; readonly events: readonly LogEvent[] }
  /** The world begins, or goes on after its process ended: no task of before runs any more. */
  | { readonly kind: "world-started" };

/** How a target answered a health check. */
export type CheckAnswer =
  | { readonly kind: "response"; readonly status: number }
  /** The connection succeeded: all that a TCP check asks for. */
  | { readonly kind: "connected" }
  | { readonly kind: "timeout" }
  | { readonly kind: "refused"; readonly reason: string };

/** What waits in a queue now (Amazon SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS"). */
export interface QueueDepth {
  readonly kind: "queue-depth";
  readonly queueName: string;
  readonly region: string;
  /** Messages that can be received. */
  readonly visible: number;
  /** Messages that were received and neither deleted nor given back. */
  readonly notVisible: number;
  /** Messages that can't be received yet. @default 0 */
  readonly delayed?: number;
  /** Age of the oldest message that isn't deleted; 0 for an empty queue. */
  readonly oldestAgeSeconds: number;
}

/** Where EC2 has no capacity, and of what. */
export interface ShortageOfCapacity {
  readonly region: string;
  /** @default - every zone of the region */
  readonly availabilityZone?: string;
  /** @default - every instance type */
  readonly instanceType?: string;
  /** Whether the zone is lost with all that runs in it. Needs a zone. */
  readonly isOutage: boolean;
}

/** The key of a shortage among what runs. */
export function shortageKey({ region, availabilityZone = "*", instanceType = "*" }: ShortageOfCapacity): string {
  return `${region}/${availabilityZone}/${instanceType}`;
}

export type ObservationKind = Observation["kind"];

/** Requests that a load balancer answered. */
export interface ServedRequests {
  readonly kind: "requests";
  readonly loadBalancerArn: string;
  /** Target group and key of the target that answered; none where the load balancer answered by itself. */
  readonly targetGroupArn?: string;
  readonly target?: string;
  readonly availabilityZone: string;
  readonly count: number;
  /** How many answers of each status code came from the target. */
  readonly byTargetStatus: Readonly<Record<string, number>>;
  /** How many answers of each status code the load balancer gave by itself, such as 502, 503 and 504. */
  readonly byLoadBalancerStatus: Readonly<Record<string, number>>;
  /** Seconds until the target's answer, each with how many requests took so long. */
  readonly responseTimes: readonly { readonly seconds: number; readonly count: number }[];
}
