import type { MonitoredService } from "../../description";
import { atMost, metrics, type MetricPanel, query } from "../panel";
import { application, select } from "../promql";
import { errorPercent, quantile } from "./requests";
import { ofUsers } from "../promql";

/** Versions of a service that run. */
export function versions(service: MonitoredService): MetricPanel {
  return metrics({
    title: `Versions of ${service.name}`,
    description: "Instances of each version. During a release two stand side by side.",
    visualization: "area",
    unit: "none",
    min: 0,
    decimals: 0,
    queries: [query(`count by (version) (${select("application_info", application([service]))})`, "{{version}}")],
  });
}

/** Revisions of the task definition that run. */
export function revisions(service: MonitoredService): MetricPanel {
  return metrics({
    title: `Revisions of ${service.name}`,
    description: "Instances of each revision of the task definition: settings change it, too, and not only images.",
    visualization: "area",
    unit: "none",
    min: 0,
    decimals: 0,
    queries: [query(`count by (revision) (${select("up", application([service]))} == 1)`, "revision {{revision}}")],
  });
}

/** Failed requests of each revision. */
export function errorsByRevision(service: MonitoredService): MetricPanel {
  return metrics({
    title: `Failed requests of ${service.name} by revision`,
    description: "Share of requests that each revision fails. A new one above the old one is to be rolled back.",
    visualization: "lines",
    unit: "percent",
    min: 0,
    queries: [query(errorPercent([service], "revision"), "revision {{revision}}")],
  });
}

/** Response times of each revision. */
export function latencyByRevision(service: MonitoredService): MetricPanel {
  const buckets = select("http_request_duration_seconds_bucket", application([service]), ofUsers([service]));
  return metrics({
    title: `Response times of ${service.name} by revision`,
    description: "Time within which each revision answers 95 % of its requests.",
    visualization: "lines",
    unit: "s",
    min: 0,
    queries: [query(quantile(0.95, buckets, "revision"), "revision {{revision}}")],
  });
}

/** Failed requests before and after the latest hour. */
export function errorsBeforeAndAfter(service: MonitoredService): MetricPanel {
  const allowed = service.objectives === undefined ? undefined : 100 - service.objectives.availabilityPercent;
  return metrics({
    title: `Failures of ${service.name}: before and now`,
    description: "Share of failed requests in the latest half hour, and in the half hour an hour before.",
    visualization: "number",
    unit: "percent",
    decimals: 2,
    limits: allowed === undefined ? [] : [atMost(Math.round(allowed * 1e6) / 1e6)],
    queries: [
      query(errorPercent([service], "", "30m", " offset 1h"), "an hour ago"),
      query(errorPercent([service], "", "30m"), "now"),
    ],
  });
}

/** How long ago the youngest instance started. */
export function sinceStart(services: readonly MonitoredService[]): MetricPanel {
  const started = select("process_start_time_seconds", application(services));
  return metrics({
    title: "Since the latest start",
    description: "How long ago the youngest instance of each service started: a release, scaling or a replacement.",
    visualization: "number",
    unit: "dtdurations",
    decimals: 0,
    queries: [query(`time() - max by (service) (${started})`, "{{service}}")],
  });
}
