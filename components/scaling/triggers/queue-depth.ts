import type * as pulumi from "@pulumi/pulumi";
import type { MetricSource } from "../../shared/metrics";
import type { ScalingTrigger, TriggerOverrides } from "../scaling-trigger";
import { thresholds, TRIGGER_NUMBERS } from "./numbers";

/** A queue: one of SQS, or any whose length somebody publishes to CloudWatch. */
export type MeasuredQueue = { readonly sqsQueueName: pulumi.Input<string> } | { readonly metric: MetricSource };

/**
 * By items that wait in a queue: up above 100 for 3 minutes, quiet below 10 for 15. A minute without data
 * is quiet, since SQS reports nothing of a queue that nobody uses; one that was never reported holds nothing up.
 */
export function queueDepth(queue: MeasuredQueue, overrides: TriggerOverrides = {}): ScalingTrigger {
  return {
    name: "queue-depth",
    unit: "items",
    measure: () => ({ metrics: { waiting: lengthOf(queue) } }),
    whenMissing: 0,
    ...thresholds(TRIGGER_NUMBERS.queueDepth, overrides),
  };
}

/** Metric of the items that wait in a queue. */
export function lengthOf(queue: MeasuredQueue): MetricSource {
  return "metric" in queue ? queue.metric : visibleMessages(queue.sqsQueueName);
}

function visibleMessages(queueName: pulumi.Input<string>): MetricSource {
  return {
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    statistic: "Maximum",
    dimensions: { QueueName: queueName },
  };
}
