import type { Instant } from "../model/instant";
import type { MetricDatum } from "../model/metric";
import type { QueueDepth } from "../model/observation";

/** Amazon SQS Developer Guide, "Available CloudWatch metrics for Amazon SQS". */
export function queueData(depth: QueueDepth, at: Instant): MetricDatum[] {
  const dimensions = { QueueName: depth.queueName };
  const values = {
    ApproximateNumberOfMessagesVisible: depth.visible,
    ApproximateNumberOfMessagesNotVisible: depth.notVisible,
    ApproximateNumberOfMessagesDelayed: depth.delayed ?? 0,
    ApproximateAgeOfOldestMessage: depth.oldestAgeSeconds,
  };
  return Object.entries(values).map(([metricName, value]) => ({
    region: depth.region,
    namespace: "AWS/SQS",
    metricName,
    dimensions,
    at,
    value,
  }));
}
