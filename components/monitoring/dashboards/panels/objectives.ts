import type { MonitoredService, ServiceObjectives } from "../../description";
import { atLeast, atMost, metrics, type MetricPanel, query } from "../panel";
import { application, bucketUpTo, ofUsers, select } from "../promql";
import { failedRequests, requests } from "./requests";

/** A service of which something is promised. */
export type PromisedService = MonitoredService & { readonly objectives: ServiceObjectives };

/** The services of which something is promised. */
export function promised(services: readonly MonitoredService[]): PromisedService[] {
  return services.flatMap((service) => {
    const { objectives } = service;
    return objectives === undefined ? [] : [{ ...service, objectives }];
  });
}

/** How much of the errors that the objective allows is left. */
export function errorBudget(service: PromisedService): MetricPanel {
  const { availabilityPercent, windowDays } = service.objectives;
  const failing = failureShare(service, `${windowDays}d`);
  return metrics({
    title: `Error budget of ${service.name}`,
    description:
      `What is left of the ${allowedShare(service)} of requests that may fail in ${windowDays} days for an ` +
      `availability of ${availabilityPercent} %. Without any left, releases wait.`,
    visualization: "gauge",
    unit: "percent",
    min: 0,
    max: 100,
    decimals: 0,
    history: true,
    limits: [atLeast(25, "warning"), atLeast(0, "critical")],
    queries: [query(`100 * (1 - (${failing}) / ${allowedShare(service)})`, "left")],
  });
}

/** How fast the budget is used. */
export function burnRate(service: PromisedService): MetricPanel {
  const burn = (window: string): string => `(${failureShare(service, window)}) / ${allowedShare(service)}`;
  return metrics({
    title: `Use of ${service.name}'s error budget`,
    description: `At 1 the budget is used up in just the ${service.objectives.windowDays} days of the objective, at 2 in half of them.`,
    visualization: "lines",
    unit: "none",
    min: 0,
    limits: [atMost(1, "warning")],
    queries: [query(burn("1h"), "in an hour"), query(burn("6h"), "in six hours")],
  });
}

/** Availability over the objective's days. */
export function availability(service: PromisedService): MetricPanel {
  const { availabilityPercent, windowDays } = service.objectives;
  return metrics({
    title: `Availability of ${service.name}`,
    description: `Share of requests of ${windowDays} days that didn't fail. The objective is ${availabilityPercent} %.`,
    visualization: "number",
    unit: "percent",
    decimals: 3,
    history: true,
    limits: [atLeast(availabilityPercent)],
    queries: [query(`100 * (1 - (${failureShare(service, `${windowDays}d`)}))`, "available")],
  });
}

/** Share of requests that were fast enough. */
export function fastEnough(service: PromisedService): MetricPanel {
  const { latency, windowDays } = service.objectives;
  const labels = application([service]);
  const [fast, all] = [
    select("http_request_duration_seconds_bucket", labels, ofUsers([service]), bucketUpTo(latency.seconds)),
    select("http_request_duration_seconds_count", labels, ofUsers([service])),
  ];
  return metrics({
    title: `Fast requests of ${service.name}`,
    description: `Share of requests of ${windowDays} days that took at most ${latency.seconds} s. The objective is ${latency.percent} %.`,
    visualization: "number",
    unit: "percent",
    decimals: 2,
    history: true,
    limits: [atLeast(latency.percent)],
    queries: [
      query(`100 * sum(increase(${fast}[${windowDays}d])) / sum(increase(${all}[${windowDays}d]))`, "fast enough"),
    ],
  });
}

/** Part of the requests that failed, from 0 to 1. */
function failureShare(service: MonitoredService, window: string): string {
  const increase = (series: string): string => `sum(increase(${series}[${window}]))`;
  return `${increase(failedRequests([service]))} / ${increase(requests([service]))}`;
}

/** Part of the requests that may fail; rounded, since 1 - 0.999 isn't 0.001 for a computer. */
function allowedShare({ objectives }: PromisedService): number {
  return Math.round((1 - objectives.availabilityPercent / 100) * 1e9) / 1e9;
}
