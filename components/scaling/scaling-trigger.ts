import type { Measurement, MetricSource } from "../shared/metrics";
import type { DurationQuantity } from "../shared/quantity";

/** A target of scaling, by the metrics that triggers measure. */
export interface ScalingTarget {
  /** What is scaled: the tasks of a service, or the instances of a group. */
  readonly kind: "ecs-service" | "auto-scaling-group";
  /** Average use of CPU over all instances, in percent of what they have. */
  readonly cpu: MetricSource;
  /** Average use of memory over all instances, in percent of what they have. */
  readonly memory: MetricSource;
  /** How many instances run. */
  readonly instances: MetricSource;
}

/** More instances for a value that is far beyond the threshold. */
export interface ScalingStep {
  /** Value from which on this step counts, greater than the trigger's own `above`. */
  readonly above: number;
  /** Instances that are added at once. */
  readonly instances: number;
}

/**
 * When to scale. A trigger is plain data: write your own beside the ready-made ones. Each adds instances by
 * itself; instances are only taken away while every trigger is quiet.
 */
export interface ScalingTrigger {
  /** Part of the alarms' names: lower-case letters, digits and hyphens, unique among the triggers of one target. */
  readonly name: string;
  /** Unit of the thresholds, for descriptions: `"%"`, `"s"`, `"items"`. */
  readonly unit: string;
  /** The metrics that the trigger measures. */
  readonly measure: (target: ScalingTarget) => Measurement;
  /** Value above which instances are added. */
  readonly above: number;
  /** How long the value has to be above `above` before instances are added: 1 minute to 1 day, in whole minutes. */
  readonly aboveFor: DurationQuantity;
  /**
   * Steps beyond the usual one. EC2 Auto Scaling groups have none, since their step policies know no cooldown.
   * @default - as many instances as any other trigger adds
   */
  readonly steps?: readonly ScalingStep[];
  /** Value below which the trigger is quiet, less than `above`. */
  readonly below: number;
  /**
   * How long the value has to be below `below` before instances are taken away: 1 minute to 1 day, in whole minutes.
   * The longest of all triggers counts, and 4 minutes at least, since values come up to 3 minutes late.
   */
  readonly belowFor: DurationQuantity;
  /**
   * Value to assume of a minute without data, such as 0 for a queue that nobody uses. One that is not below `below`
   * is as good as none.
   * @default - without data for more than three minutes, nothing is taken away; it is not above the threshold either
   */
  readonly whenMissing?: number;
}

/** Thresholds and times that replace a ready-made trigger's own. */
export interface TriggerOverrides {
  /** Value above which there is scaling up. @default - the trigger's own */
  readonly above?: number;
  /** Time for which the value has to be above. @default - the trigger's own */
  readonly aboveFor?: DurationQuantity;
  /** Value below which the trigger is quiet. @default - the trigger's own */
  readonly below?: number;
  /** Time for which the value has to be below. @default - the trigger's own */
  readonly belowFor?: DurationQuantity;
  /** Further steps for values further above. @default - none */
  readonly steps?: readonly ScalingStep[];
}
