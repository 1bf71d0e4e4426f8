import { type Instant, MINUTE } from "../model/instant";
import type { MetricDatum, MetricIdentity, MetricReader } from "../model/metric";
import { oncePerObject } from "../model/once-per-object";
import type { RunningTask } from "../model/task";

/** Namespace of what single tasks use; AWS's own metrics are made of it. */
const NAMESPACE = "LocalCloud/Tasks";

/** What a task used on average in a minute. */
export interface TaskUsage {
  readonly task: RunningTask;
  /** CPU units. */
  readonly cpu: number;
  /** MiB. */
  readonly memory: number;
}

interface TaskMetrics {
  readonly cpu: MetricIdentity;
  readonly memory: MetricIdentity;
}

/** Keeps what a task reports until its minute is published. */
export function usageData(task: RunningTask, used: { cpu: number; memory: number }, at: Instant): MetricDatum[] {
  return [datum(metricsOf(task).cpu, at, used.cpu), datum(metricsOf(task).memory, at, used.memory)];
}

function datum({ region, namespace, metricName, dimensions }: MetricIdentity, at: Instant, value: number): MetricDatum {
  return { region, namespace, metricName, dimensions, at, value };
}

/** What tasks used in the minute that begins at an instant; those that reported nothing are left out. */
export function usageOf(tasks: readonly RunningTask[], metrics: MetricReader, minute: Instant): TaskUsage[] {
  return tasks.flatMap((task) => {
    if (task.startedAt === undefined || task.startedAt >= minute + MINUTE) return [];
    if (task.stoppedAt !== undefined && task.stoppedAt < minute) return [];
    const [cpu] = metrics.values(metricsOf(task).cpu, "Average", 60, minute, minute + MINUTE);
    const [memory] = metrics.values(metricsOf(task).memory, "Average", 60, minute, minute + MINUTE);
    return cpu === undefined || memory === undefined ? [] : [{ task, cpu, memory }];
  });
}

const metricsOf = oncePerObject((task: RunningTask): TaskMetrics => {
  const common = { region: task.region, namespace: NAMESPACE, dimensions: { TaskArn: task.arn } };
  return { cpu: { ...common, metricName: "Cpu" }, memory: { ...common, metricName: "Memory" } };
});
