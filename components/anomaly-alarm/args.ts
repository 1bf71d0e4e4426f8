import type * as aws from "@pulumi/aws";
import type { MetricSource } from "../shared/metrics";
import type { AlarmTopics, Severity } from "../shared/severity";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Arguments of an `AnomalyAlarm`. */
export interface AnomalyAlarmArgs {
  /** What it means that the metric is unusual, as people read it. */
  readonly description: string;
  /** The metric, of which CloudWatch learns what is usual at which hour of which day. */
  readonly metric: MetricSource;
  /** On which side of the band the metric is unusual. @default "above" */
  readonly unusual?: "above" | "above-or-below";
  /**
   * Standard deviations by which the band is wide to each side: fewer find more, and ring more often for nothing.
   * @default 3
   */
  readonly deviations?: number;
  /** Length of a period, in seconds: 60 or a multiple of it. @default 300 */
  readonly periodSeconds?: number;
  /** Periods in a row outside the band. @default 3 */
  readonly evaluationPeriods?: number;
  /** How urgent it is. @default "warning" */
  readonly severity?: Severity;
  /** ARNs of the topics that are told when it begins and when it ends, or those of each severity. */
  readonly alarmActions: AlarmTopics;
  /** Tags of the alarm. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits the alarm's arguments before it is created. @default - none */
  readonly transform?: AnomalyAlarmTransforms;
}

/** Escape hatches, one for each kind of child. */
export interface AnomalyAlarmTransforms {
  readonly alarm?: Transform<aws.cloudwatch.MetricAlarmArgs>;
}
