import type { MetricIdentity } from "../model/metric";

/** Namespaces of AWS that the local cloud publishes metrics in. */
const PUBLISHED = [
  "AWS/ApplicationELB",
  "AWS/AutoScaling",
  "AWS/EC2",
  "AWS/ECS",
  "AWS/ECS/ManagedScaling",
  "AWS/NetworkELB",
  "AWS/SQS",
];

/** Whether something in the local cloud can publish a metric: AWS's own services do only in some namespaces. */
export function isPublished({ namespace }: MetricIdentity): boolean {
  return !namespace.startsWith("AWS/") || PUBLISHED.includes(namespace);
}
