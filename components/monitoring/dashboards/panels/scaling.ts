import type { MonitoredService, MonitoredTrigger } from "../../description";
import { atLeast, atMost, metrics, type MetricPanel, query, type Unit } from "../panel";
import { application, RATE, select } from "../promql";
import { aliveInstances } from "./health";
import { waitingItems } from "./queues";
import { averageSeconds } from "./requests";

/** Instances of a service between their least and greatest number. */
export function instances(service: MonitoredService): MetricPanel {
  return metrics({
    title: `Instances of ${service.name}`,
    description:
      `Instances that answer, between the least (${service.minInstances}) and the greatest number ` +
      `(${service.maxInstances}). At the greatest, load can't be followed any further.`,
    visualization: "lines",
    unit: "none",
    decimals: 0,
    min: 0,
    queries: [
      query(aliveInstances([service]), "running"),
      query(`vector(${service.minInstances})`, "least"),
      query(`vector(${service.maxInstances})`, "greatest"),
    ],
  });
}

/** When instances came and went. */
export function scalingEvents(service: MonitoredService): MetricPanel {
  const running = select("up", application([service]));
  const change = `(count(${running} == 1) - count(${running} offset 5m == 1))`;
  return metrics({
    title: `Instances that ${service.name} gained and lost`,
    description: "Changes of the number of instances in five minutes: by scaling, releases and failures.",
    visualization: "bars",
    unit: "none",
    decimals: 0,
    step: "5m",
    queries: [query(`clamp_min(${change}, 0)`, "gained"), query(`clamp_max(${change}, 0)`, "lost")],
  });
}

/** Part of a day that a service was at its greatest number. */
export function timeAtMaximum(service: MonitoredService): MetricPanel {
  const atMaximum = `(${aliveInstances([service])} >= bool ${service.maxInstances})`;
  return metrics({
    title: `${service.name} at its maximum`,
    description: `Part of a day in which all ${service.maxInstances} instances ran. Raise maxInstances before this is a habit.`,
    visualization: "number",
    unit: "percent",
    decimals: 1,
    history: true,
    limits: [atMost(1, "warning"), atMost(10, "critical")],
    queries: [query(`100 * avg_over_time(${atMaximum}[1d:5m])`, "of a day")],
  });
}

/** Each trigger of a service that Prometheus can measure, against the thresholds of its alarms. */
export function triggers(service: MonitoredService): MetricPanel[] {
  return service.triggers.flatMap((trigger) => {
    const measured = measurement(service, trigger);
    return measured === undefined ? [] : [triggerPanel(service, trigger, measured)];
  });
}

interface Measurement {
  readonly expression: string;
  readonly unit: Unit;
}

function triggerPanel(service: MonitoredService, trigger: MonitoredTrigger, measured: Measurement): MetricPanel {
  const { name, above, aboveSeconds, below, belowSeconds } = trigger;
  const minutes = (seconds: number): string => `${seconds / 60} minutes`;
  return metrics({
    title: `${service.name} scales by ${name}`,
    description:
      `Instances are added above ${above} for ${minutes(aboveSeconds)}, and taken away below ${below} for ` +
      `${minutes(belowSeconds)} if every trigger is as quiet. AWS's alarms measure by themselves; this is the same seen from inside.`,
    visualization: "lines",
    unit: measured.unit,
    min: 0,
    limits: [atLeast(below, "neutral"), atMost(above, "warning")],
    queries: [query(measured.expression, name)],
  });
}

/** What a ready-made trigger measures; undefined for others, whose metrics only their author knows. */
function measurement(service: MonitoredService, { name }: MonitoredTrigger): Measurement | undefined {
  const measure = MEASUREMENTS[name];
  return measure?.(service);
}

const MEASUREMENTS: Readonly<Record<string, (service: MonitoredService) => Measurement | undefined>> = {
  cpu: (service) => ({ expression: cpuPercent(service), unit: "percent" }),
  memory: (service) => ({ expression: memoryPercent(service), unit: "percent" }),
  "response-time": (service) => ({ expression: averageSeconds(service), unit: "s" }),
  "queue-depth": ({ consumes }) =>
    consumes === undefined ? undefined : { expression: waitingItems(consumes), unit: "short" },
  "backlog-per-instance": (service) => {
    const { consumes } = service;
    if (consumes === undefined) return undefined;
    return { expression: `${waitingItems(consumes)} / sum(${aliveInstances([service])})`, unit: "short" };
  },
};

/** CPU that the instances use on average, in percent of what they have. */
export function cpuPercent(service: MonitoredService): string {
  const used = `avg(rate(${select("process_cpu_seconds_total", application([service]))}[${RATE}]))`;
  return `100 * ${used} / ${service.cpuMillis / 1000}`;
}

/** Memory that the instances hold on average, in percent of what they have. */
export function memoryPercent(service: MonitoredService): string {
  return `100 * avg(${select("process_resident_memory_bytes", application([service]))}) / ${service.memoryBytes}`;
}
