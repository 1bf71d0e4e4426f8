import type { MetricSource } from "../../../../components/shared/metrics";

/**
 * Length of the queue that a service works off, as the product reports it: by Embedded Metric Format in its log, under
 * the name that it finds in the environment variable SERVICE_NAME. Every instance reports the whole queue.
 */
export function queueMetric(serviceName: string): MetricSource {
  return {
    namespace: "ProofPix",
    metricName: "QueueDepth",
    statistic: "Maximum",
    dimensions: { Service: serviceName },
  };
}
