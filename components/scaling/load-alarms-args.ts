import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { DurationQuantity } from "../shared/quantity";
import type { AlarmTopics } from "../shared/severity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import type { ScalingTrigger } from "./scaling-trigger";

/** Arguments of `LoadAlarms`. */
export interface LoadAlarmsArgs {
  /** Cluster of the service. */
  readonly clusterName: pulumi.Input<string>;
  /** ECS service whose load is watched. */
  readonly serviceName: pulumi.Input<string>;
  /** The triggers that scale the service, or by which people are told to scale it; may be empty only beside a queue. */
  readonly triggers: readonly ScalingTrigger[];
  /** SQS queue that the service works off. @default - no queue is watched */
  readonly queue?: {
    readonly name: pulumi.Input<string>;
    /** Age of the oldest item above which people are told: 1 minute to 14 days. @default "15m" */
    readonly maxItemAge?: DurationQuantity;
  };
  /** ARNs of the topics that are told when an alarm begins and when it ends. */
  readonly alarmActions: AlarmTopics;
  /** Tags of the alarms. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child resource's arguments before it is created. @default - none */
  readonly transform?: LoadAlarmsTransforms;
}

/** Escape hatches, one for each kind of child. */
export interface LoadAlarmsTransforms {
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}
