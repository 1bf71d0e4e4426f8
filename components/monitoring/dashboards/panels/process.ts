import { JOBS } from "../../jobs";
import type { MonitoredService } from "../../description";
import { atMost, metrics, type MetricPanel, query } from "../panel";
import { type Labels, RATE, select } from "../promql";

/** The instances that the reader has chosen by the dashboard's variables. */
const CHOSEN: Labels = { job: JOBS.application, service: "$service", instance: "$instance" };

/** Seconds by which the event loop may be late before requests feel it. */
const EVENT_LOOP_LAG = 0.1;

/** How busy each instance is. */
export function instanceCpu(): MetricPanel {
  return metrics({
    title: "CPU of instances",
    description: "CPU that each chosen instance uses; 1 is one whole CPU.",
    visualization: "lines",
    unit: "short",
    min: 0,
    queries: [query(`rate(${select("process_cpu_seconds_total", CHOSEN)}[${RATE}])`, "{{service}} {{task}}")],
  });
}

/** Memory of each instance. */
export function instanceMemory(services: readonly MonitoredService[]): MetricPanel {
  return metrics({
    title: "Memory of instances",
    description:
      "Memory that each chosen instance holds. The lines are what the services' tasks have: beyond it they are ended.",
    visualization: "lines",
    unit: "bytes",
    min: 0,
    limits: [...new Set(services.map(({ memoryBytes }) => memoryBytes))].map((bytes) => atMost(bytes)),
    queries: [query(select("process_resident_memory_bytes", CHOSEN), "{{service}} {{task}}")],
  });
}

/** How late the event loop is. */
export function eventLoopLag(): MetricPanel {
  return metrics({
    title: "Lag of the event loop",
    description:
      "How late each chosen instance gets round to new work. Above the line a computation holds everything up.",
    visualization: "lines",
    unit: "s",
    min: 0,
    limits: [atMost(EVENT_LOOP_LAG, "warning")],
    queries: [query(select("nodejs_eventloop_lag_p99_seconds", CHOSEN), "{{service}} {{task}}")],
  });
}

/** Requests in the hands of each instance. */
export function instanceRequests(): MetricPanel {
  return metrics({
    title: "Requests in hand",
    description: "Requests that each chosen instance has taken and not answered yet.",
    visualization: "lines",
    unit: "none",
    min: 0,
    decimals: 0,
    queries: [query(select("http_requests_in_flight", CHOSEN), "{{service}} {{task}}")],
  });
}

/** Requests a second of each instance. */
export function instanceTraffic(): MetricPanel {
  return metrics({
    title: "Requests of instances",
    description:
      "Requests a second of each chosen instance, health checks too. One that stands out gets more or less than its share.",
    visualization: "lines",
    unit: "reqps",
    min: 0,
    queries: [
      query(`sum by (service, task) (rate(${select("http_requests_total", CHOSEN)}[${RATE}]))`, "{{service}} {{task}}"),
    ],
  });
}

/** The instances, one a line. */
export function instanceTable(): MetricPanel {
  return metrics({
    title: "Chosen instances",
    description: "Each chosen instance with its revision and zone, and how long it has run.",
    visualization: "table",
    unit: "dtdurations",
    decimals: 0,
    columns: { service: "Service", task: "Task", revision: "Revision", Value: "Runs for" },
    queries: [
      query(`sort(max by (service, task, revision) (time() - ${select("process_start_time_seconds", CHOSEN)}))`, ""),
    ],
  });
}
