import type { MetricPoint, ServiceMetrics } from "../metrics/service-metrics";
import { percentile } from "./figures";

/** How much of what it reserves a service used, in percent. */
export interface Usage {
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
  readonly largest: number;
}

/** What a service used in a period. */
export interface ServicePerformance {
  /** Name in the configuration. */
  readonly service: string;
  /** Undefined where nothing was measured. */
  readonly cpu?: Usage;
  readonly memory?: Usage;
  /** Where capacity lies idle or runs short, as sentences. */
  readonly remarks: readonly string[];
}

/** Below this percentage at its 95th percentile, a resource is reserved for nothing; above the other, it runs short. */
const IDLE = 20;
const SHORT = 85;

/** What services used, from what was measured. */
export function performanceReport(metrics: readonly ServiceMetrics[]): readonly ServicePerformance[] {
  return metrics.map(({ service, cpu, memory }) => {
    const usages = { cpu: usageOf(cpu), memory: usageOf(memory) };
    return {
      service,
      ...(usages.cpu && { cpu: usages.cpu }),
      ...(usages.memory && { memory: usages.memory }),
      remarks: [...remarks("cpu", usages.cpu), ...remarks("memory", usages.memory)],
    };
  });
}

function usageOf(points: readonly MetricPoint[]): Usage | undefined {
  const values = points.map(({ value }) => value);
  const [p50, p95, largest] = [percentile(values, 0.5), percentile(values, 0.95), percentile(values, 1)];
  if (p50 === undefined || p95 === undefined || largest === undefined) return undefined;
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, p50, p95, largest };
}

function remarks(what: "cpu" | "memory", usage: Usage | undefined): string[] {
  if (usage === undefined) return [];
  const p95 = Math.round(usage.p95);
  if (usage.p95 < IDLE) return [`of its ${what} it uses ${p95} % or less for 95 % of the time: less would do`];
  if (usage.p95 > SHORT) return [`of its ${what} it uses more than ${p95} % for 5 % of the time: it runs short`];
  return [];
}
