import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AlarmTopics } from "../shared/severity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Arguments of `ErrorLogs`. */
export interface ErrorLogsArgs {
  /** Log group of the service, as `ContainerService` names it. */
  readonly logGroupName: pulumi.Input<string>;
  /**
   * Which lines are errors (Amazon CloudWatch Logs User Guide, "Filter pattern syntax for metric filters"). A change
   * counts from then on.
   * @default - lines of JSON whose `level` is `error` or `fatal`
   */
  readonly pattern?: string;
  /** ARNs of the topics that are told of unusually many errors, or those of each severity: it is a warning. */
  readonly alarmActions: AlarmTopics;
  /** Tags of the alarm. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: ErrorLogsTransforms;
}

/** Escape hatches, one for each kind of child. */
export interface ErrorLogsTransforms {
  readonly metricFilter?: Transform<aws.cloudwatch.LogMetricFilterArgs>;
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}
