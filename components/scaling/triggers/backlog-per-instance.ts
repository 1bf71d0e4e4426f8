import { type DurationQuantity, durationSeconds } from "../../shared/quantity";
import type { Measurement } from "../../shared/metrics";
import type { ScalingTarget, ScalingTrigger, TriggerOverrides } from "../scaling-trigger";
import { thresholds, TRIGGER_NUMBERS } from "./numbers";
import { lengthOf, type MeasuredQueue } from "./queue-depth";

/** How long items may wait, and how fast an instance works them off. */
export interface Backlog {
  /** Longest time that an item may wait before it is taken. */
  readonly acceptableLatency: DurationQuantity;
  /** Average time in which an instance works off an item; of one that does several at once, its part of that. */
  readonly processingTime: DurationQuantity;
}

/**
 * By items that wait for each running instance: up above what an instance works off within the acceptable latency, for
 * 3 minutes, quiet below a tenth of that for 15 (Amazon EC2 Auto Scaling User Guide, "Scaling policy based on Amazon
 * SQS", which computes that number so). Unlike the length of the queue, it means the same for 2 instances and for 20.
 *
 * Where nothing runs, or nobody reports how much does, the items wait for one instance. For an ECS service the cluster
 * needs Container Insights, as `ContainerCluster` has it. A minute without items is quiet.
 */
export function backlogPerInstance(
  queue: MeasuredQueue,
  backlog: Backlog,
  overrides: TriggerOverrides = {},
): ScalingTrigger {
  const above = Math.max(1, durationSeconds(backlog.acceptableLatency) / durationSeconds(backlog.processingTime));
  const { queueDepth } = TRIGGER_NUMBERS;
  const quietPart = queueDepth.below / queueDepth.above;
  return {
    name: "backlog-per-instance",
    unit: "items",
    measure: (target) => measurement(queue, target),
    whenMissing: 0,
    ...thresholds({ ...queueDepth, above, below: above * quietPart }, overrides),
  };
}

/**
 * The number of instances may be late or stop: the last one that is known stands for it. It is added to zeros that come
 * with the items, so that it is 0 where none was ever known, and the items are divided by 1.
 */
function measurement(queue: MeasuredQueue, target: ScalingTarget): Measurement {
  const running = "FILL(instances, REPEAT)";
  return {
    metrics: { waiting: lengthOf(queue), instances: target.instances },
    expression: `waiting / IF(${running} + waiting * 0 >= 1, ${running}, 1)`,
  };
}
