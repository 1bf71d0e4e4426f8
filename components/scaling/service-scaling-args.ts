import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import type { ScalingSpeed } from "./scaling-speed";
import type { ScalingTrigger } from "./scaling-trigger";
import type { ScheduledScaling } from "./scheduled-scaling";

/** Arguments of a `ServiceScaling`. */
export interface ServiceScalingArgs {
  /** Cluster of the service. */
  readonly clusterName: pulumi.Input<string>;
  /** ECS service whose tasks are counted; its `desiredCount` has to be left alone by everything else. */
  readonly serviceName: pulumi.Input<string>;
  /** Fewest tasks; raising it starts tasks at once, which are paid for. */
  readonly minInstances: number;
  /** Most tasks, whatever triggers say. */
  readonly maxInstances: number;
  /** When to scale, one at least. */
  readonly triggers: readonly ScalingTrigger[];
  /** How many tasks at a time. @default - 2 more, then 5 minutes of rest; 1 less, then 10 */
  readonly speed?: ScalingSpeed;
  /**
   * Other bounds at times of the day or week. They hold until the next schedule changes them, also after a deployment:
   * what one schedule changes, another has to take back.
   * @default - none
   */
  readonly schedules?: readonly ScheduledScaling[];
  /** Tags of every resource that has any. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: ServiceScalingTransforms;
}

/** Escape hatches, one for each kind of child. */
export interface ServiceScalingTransforms {
  readonly target?: Transform<aws.appautoscaling.TargetArgs>;
  readonly policy?: Transform<aws.appautoscaling.PolicyArgs>;
  readonly scheduledAction?: Transform<aws.appautoscaling.ScheduledActionArgs>;
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}

/** What every child resource of a service's scaling is created with. */
export type ServiceScalingChildren = Children<ServiceScalingTransforms>;
