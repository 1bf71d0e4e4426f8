import { type Exposition } from "./exposition";
import type { Instance } from "./instances";
import { failuresAt, type Load, medianAt } from "./load";
import { isFine, lengthOf, MINUTE, noise, timeAt } from "./timeline";

const ROUTES = [
  { method: "GET", route: "/api/proofs/:id", share: 0.6, slower: 0.7 },
  { method: "POST", route: "/api/proofs", share: 0.25, slower: 1.9 },
  { method: "GET", route: "/api/proofs", share: 0.15, slower: 1.2 },
];

const BOUNDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];
const JOB_BOUNDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];
const MEBIBYTE = 1024 ** 2;

/** What the services say of themselves, as examples/enterprise says it. */
export function writeServices(to: Exposition, load: Load, instances: readonly Instance[]): void {
  for (const instance of instances) {
    writeProcess(to, load, instance);
    if (instance.service === "enterprise") writeRequests(to, load, instance);
    else writeJobs(to, load, instance);
  }
}

function writeProcess(to: Exposition, load: Load, instance: Instance): void {
  const { labels, from, to: end, version } = instance;
  const busy = (minute: number): number => busyOf(load, instance, minute);
  const fine = Math.max(from, lengthOf(to.timeline) - to.timeline.fineHours * 60);
  to.gauge("up", labels, from, end, () => 1);
  to.gauge("application_info", { ...labels, version }, fine, end, () => 1);
  to.gauge("process_start_time_seconds", labels, fine, end, () => timeAt(to.timeline, from));
  to.counter("process_cpu_seconds_total", labels, from, end, (minute) => MINUTE * busy(minute));
  to.gauge("process_resident_memory_bytes", labels, fine, end, (minute) => memoryOf(instance, busy(minute), minute));
  to.gauge("nodejs_eventloop_lag_p99_seconds", labels, fine, end, (minute) => 0.004 + 0.03 * busy(minute) ** 3);
  for (const [check, kind] of checksOf(instance)) {
    const checked = { ...labels, check, kind };
    to.gauge("health_check_status", { ...checked, critical: "true" }, fine, end, () => 1);
    to.gauge(
      "health_check_duration_seconds",
      checked,
      fine,
      end,
      (minute) => 0.002 + 0.004 * noise(minute, check.length),
    );
  }
}

function checksOf({ service }: Instance): [check: string, kind: string][] {
  const both: [string, string][] = [
    ["application", "application"],
    ["database", "database"],
    ["queue", "queue"],
  ];
  return service === "enterprise" ? [...both, ["cache", "cache"]] : both;
}

/** Part of a CPU that an instance uses. */
function busyOf(load: Load, { service, from }: Instance, minute: number): number {
  const perInstance =
    service === "enterprise"
      ? (load.requests[minute] ?? 0) / (load.enterprise[minute] ?? 1) / 16.5
      : (load.backlog[minute] ?? 0) / (load.worker[minute] ?? 1) / 130;
  return Math.min(0.95, (0.04 + perInstance) * (0.93 + 0.14 * noise(minute, from)));
}

function memoryOf({ service, from }: Instance, busy: number, minute: number): number {
  const grown = Math.min(1, (minute - from) / 600);
  const [base, further] = service === "enterprise" ? [380, 520] : [190, 180];
  return (base + further * (0.5 * grown + 0.5 * busy)) * MEBIBYTE;
}

function writeRequests(to: Exposition, load: Load, instance: Instance): void {
  const { labels, from, to: end, revision } = instance;
  const requests = (minute: number, share: number): number =>
    ((MINUTE * (load.requests[minute] ?? 0)) / (load.enterprise[minute] ?? 1)) * share;
  const fine = Math.max(from, lengthOf(to.timeline) - to.timeline.fineHours * 60);
  to.gauge("http_requests_in_flight", labels, fine, end, (minute) => Math.round(requests(minute, 1) / 300));
  for (const { method, route, share, slower } of ROUTES) {
    const path = { ...labels, method, route };
    const failing = (minute: number): number => failuresAt(load, minute, revision);
    const counted = (status: string, part: (minute: number) => number): void => {
      to.counter(
        "http_requests_total",
        { ...path, status },
        from,
        end,
        (minute) => requests(minute, share) * part(minute),
      );
    };
    counted(method === "POST" ? "201" : "200", (minute) => 0.985 - failing(minute));
    counted("404", () => 0.015);
    counted("500", failing);
    const within = (minute: number, bound: number): number =>
      requests(minute, share) * normal(Math.log(bound / (slower * medianAt(load, minute, revision))) / 0.85);
    for (const bound of BOUNDS) {
      // Weeks ask for the objective's bound alone.
      const start = bound === 2 ? from : fine;
      const bucket = { ...path, le: String(bound) };
      to.counter("http_request_duration_seconds_bucket", bucket, start, end, (minute) => within(minute, bound));
    }
    const all = (minute: number): number => requests(minute, share);
    to.counter("http_request_duration_seconds_bucket", { ...path, le: "+Inf" }, fine, end, all);
    to.counter("http_request_duration_seconds_count", path, from, end, all);
    const seconds = (minute: number): number => all(minute) * slower * medianAt(load, minute, revision) * 1.43;
    to.counter("http_request_duration_seconds_sum", path, fine, end, seconds);
  }
  writePool(to, load, instance, fine);
}

function writePool(to: Exposition, load: Load, instance: Instance, fine: number): void {
  for (const host of ["primary", "reader-1"]) {
    const states: [string, (minute: number) => number][] = [
      ["used", (minute) => Math.round(6 * busyOf(load, instance, minute) + 2 * noise(minute, host.length))],
      ["idle", (minute) => Math.round(5 - 4 * busyOf(load, instance, minute))],
      ["waiting", () => 0],
    ];
    for (const [state, value] of states) {
      to.gauge("database_pool_connections", { ...instance.labels, host, state }, fine, instance.to, value);
    }
  }
}

function writeJobs(to: Exposition, load: Load, instance: Instance): void {
  const { labels, from, to: end } = instance;
  const fine = Math.max(from, lengthOf(to.timeline) - to.timeline.fineHours * 60);
  const done = (minute: number): number => (MINUTE * 0.25 * (load.requests[minute] ?? 0)) / (load.worker[minute] ?? 1);
  to.counter("jobs_processed_total", { ...labels, outcome: "done" }, fine, end, (minute) => 0.998 * done(minute));
  to.counter("jobs_processed_total", { ...labels, outcome: "failed" }, fine, end, (minute) => 0.002 * done(minute));
  to.gauge("jobs_in_flight", labels, fine, end, (minute) => Math.round(4 * busyOf(load, instance, minute)));
  for (const bound of [...JOB_BOUNDS, Infinity]) {
    const le = bound === Infinity ? "+Inf" : String(bound);
    const part = bound === Infinity ? 1 : normal(Math.log(bound / 1.4) / 0.9);
    to.counter("job_duration_seconds_bucket", { ...labels, le }, fine, end, (minute) => part * done(minute));
  }
  to.counter("job_duration_seconds_count", labels, fine, end, done);
  if (isFine(to.timeline, end)) writePool(to, load, instance, fine);
}

/** The normal distribution (Abramowitz and Stegun, 26.2.17, to four digits). */
function normal(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    0.3989423 *
    Math.exp((-x * x) / 2) *
    t *
    (0.3193815 + t * (-0.3565638 + t * (1.781478 + t * (-1.821256 + t * 1.330274))));
  return x > 0 ? 1 - tail : tail;
}
