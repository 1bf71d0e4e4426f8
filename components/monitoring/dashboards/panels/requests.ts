import type { MonitoredService } from "../../description";
import { atMost, metrics, type MetricPanel, query } from "../panel";
import { application, ofUsers, RATE, select } from "../promql";

const FAILED = 'status=~"5.."';
const REFUSED = 'status=~"4.."';

/** Series of the requests of users to some services. */
export function requests(services: readonly MonitoredService[], ...matchers: readonly string[]): string {
  return select("http_requests_total", application(services), ofUsers(services), ...matchers);
}

/** Requests of users that a service couldn't answer. */
export function failedRequests(services: readonly MonitoredService[]): string {
  return requests(services, FAILED);
}

function durations(services: readonly MonitoredService[], part: "bucket" | "sum" | "count"): string {
  return select(`http_request_duration_seconds_${part}`, application(services), ofUsers(services));
}

/** Rate of requests by service. */
export function trafficByService(services: readonly MonitoredService[]): MetricPanel {
  return metrics({
    title: "Requests by service",
    description: "Requests of users a second to each service, without health checks and scrapes.",
    visualization: "area",
    unit: "reqps",
    min: 0,
    queries: [query(`sum by (service) (rate(${requests(services)}[${RATE}]))`, "{{service}}")],
  });
}

/** Share of failed requests by service, against the strictest objective. */
export function errorsByService(services: readonly MonitoredService[]): MetricPanel {
  const objectives = services.flatMap(({ objectives: each }) => (each === undefined ? [] : [each.availabilityPercent]));
  return metrics({
    title: "Failed requests by service",
    description:
      "Share of requests that a service answered with 5xx. The line is what the strictest objective allows on average.",
    visualization: "lines",
    unit: "percent",
    min: 0,
    limits: objectives.length === 0 ? [] : [atMost(allowedErrors(Math.max(...objectives)))],
    queries: [query(errorPercent(services, "service"), "{{service}}")],
  });
}

/** How long the slowest of 100 requests takes, by service. */
export function slownessByService(services: readonly MonitoredService[]): MetricPanel {
  const limits = services.flatMap(({ objectives }) => (objectives === undefined ? [] : [objectives.latency.seconds]));
  return metrics({
    title: "Slowest requests by service",
    description:
      "Time within which 99 of 100 requests are answered. The lines are the times that the objectives of latency name.",
    visualization: "lines",
    unit: "s",
    min: 0,
    limits: [...new Set(limits)].map((seconds) => atMost(seconds, "warning")),
    queries: [query(quantile(0.99, durations(services, "bucket"), "service"), "{{service}}", { exemplars: true })],
  });
}

/** Requests a second of one service, by how they ended. */
export function traffic(service: MonitoredService): MetricPanel {
  const rate = (...matchers: string[]): string => `sum(rate(${requests([service], ...matchers)}[${RATE}]))`;
  return metrics({
    title: `Requests of ${service.name}`,
    description: "Requests of users a second: answered, refused as the client's fault (4xx), or failed (5xx).",
    visualization: "area",
    unit: "reqps",
    min: 0,
    queries: [
      query(rate('status!~"[45].."'), "answered"),
      query(rate(REFUSED), "refused"),
      query(rate(FAILED), "failed"),
    ],
  });
}

/** Share of failed requests of one service. */
export function errors(service: MonitoredService): MetricPanel {
  const { objectives } = service;
  return metrics({
    title: `Failed requests of ${service.name}`,
    description:
      "Share of requests answered with 5xx. The line is what the objective of availability allows on average.",
    visualization: "lines",
    unit: "percent",
    min: 0,
    limits: objectives === undefined ? [] : [atMost(allowedErrors(objectives.availabilityPercent))],
    queries: [query(errorPercent([service]), "failed")],
  });
}

/** How long requests of one service take. */
export function latency(service: MonitoredService): MetricPanel {
  const buckets = durations([service], "bucket");
  return metrics({
    title: `Response times of ${service.name}`,
    description:
      "Time within which half, 95 % and 99 % of requests are answered. The line is the objective's time. Dots lead to traces.",
    visualization: "lines",
    unit: "s",
    min: 0,
    limits: service.objectives === undefined ? [] : [atMost(service.objectives.latency.seconds, "warning")],
    queries: [
      query(quantile(0.5, buckets), "half"),
      query(quantile(0.95, buckets), "95 %"),
      query(quantile(0.99, buckets), "99 %", { exemplars: true }),
    ],
  });
}

/** Average response time, by which a service scales. */
export function averageSeconds(service: MonitoredService): string {
  const [sum, count] = [durations([service], "sum"), durations([service], "count")];
  return `sum(rate(${sum}[${RATE}])) / sum(rate(${count}[${RATE}]))`;
}

/** The routes that take longest. */
export function slowRoutes(service: MonitoredService): MetricPanel {
  const expression = `topk(8, ${quantile(0.95, durations([service], "bucket"), "method, route")} > 0)`;
  return metrics({
    title: `Slowest routes of ${service.name}`,
    description: "The eight routes whose 95 % take longest. Begin here when response times are above their objective.",
    visualization: "bar-gauge",
    unit: "s",
    min: 0,
    queries: [query(expression, "{{method}} {{route}}")],
  });
}

/** The routes that fail most. */
export function failingRoutes(service: MonitoredService): MetricPanel {
  const expression = `topk(8, sum by (method, route) (rate(${failedRequests([service])}[${RATE}])))`;
  return metrics({
    title: `Failing routes of ${service.name}`,
    description: "The eight routes with most failed requests a second.",
    visualization: "lines",
    unit: "reqps",
    min: 0,
    queries: [query(expression, "{{method}} {{route}}")],
  });
}

/** Percentage of requests that fail, in all or by labels. */
export function errorPercent(services: readonly MonitoredService[], by = "", window = RATE, offset = ""): string {
  const sum = by === "" ? "sum" : `sum by (${by}) `;
  const rate = (series: string): string => `${sum}(rate(${series}[${window}]${offset}))`;
  return `100 * ${rate(failedRequests(services))} / (${rate(requests(services))} > 0)`;
}

/** Time within which a part of the requests is answered, in all or by labels. */
export function quantile(part: number, buckets: string, by = ""): string {
  const labels = by === "" ? "le" : `le, ${by}`;
  return `histogram_quantile(${part}, sum by (${labels}) (rate(${buckets}[${RATE}])))`;
}

/** Percentage of requests that may fail; rounded, since 100 - 99.9 isn't 0.1 for a computer. */
function allowedErrors(availabilityPercent: number): number {
  return Math.round((100 - availabilityPercent) * 1e6) / 1e6;
}
