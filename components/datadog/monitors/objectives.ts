import { durationSeconds } from "../../shared/quantity";
import type { BurnRate } from "../../monitoring/objectives";
import { BURN_RATES } from "../../monitoring/objectives";
import type { MonitoredService, MonitoredSystem, ServiceObjectives } from "../../monitoring";
import { METRICS_NAMESPACE } from "../labels";
import { scope } from "./definition";

/** Days over which Datadog counts objectives (Datadog API, "Create an SLO object": timeframe). */
export const OBJECTIVE_DAYS: readonly number[] = [7, 30, 90];

/** Longest window of a burn rate (Datadog, "Burn Rate Alerts"). */
const LONGEST_WINDOW_SECONDS = 48 * 3600;

/** Speeds of {@link BURN_RATES} that Datadog can watch. */
export const WATCHED_BURN_RATES: readonly BurnRate[] = BURN_RATES.filter(
  ({ longWindow }) => durationSeconds(longWindow) <= LONGEST_WINDOW_SECONDS,
);

/** An objective of Datadog (SLO) by counts of a service's own metrics. */
export interface ObjectiveDefinition {
  /** Part of the resource's name: service and kind. */
  readonly key: string;
  readonly service: MonitoredService;
  readonly alert: string;
  readonly name: string;
  readonly description: string;
  /** Count of good requests. */
  readonly numerator: string;
  /** Count of all requests. */
  readonly denominator: string;
  readonly targetPercent: number;
  readonly days: number;
}

/** Availability and latency of each service that has objectives and tells metrics. */
export function objectiveDefinitions({ environment, services }: MonitoredSystem): ObjectiveDefinition[] {
  return services.flatMap((service) => {
    const { metricsPath, name, objectives } = service;
    if (objectives === undefined || metricsPath === undefined) return [];
    return [availability(service, objectives, environment), latency(service, objectives, environment)].map((each) => ({
      ...each,
      key: `${name}-${each.key}`,
    }));
  });
}

function availability(
  service: MonitoredService,
  { availabilityPercent, windowDays }: ServiceObjectives,
  env: string,
): ObjectiveDefinition {
  const requests = `${METRICS_NAMESPACE}.http_requests.count`;
  const filter = scope({ env, service: service.name });
  return {
    key: "availability",
    service,
    alert: "HighErrorRatio",
    name: `${service.name}: ${availabilityPercent} % of requests without error`,
    description: `Requests to ${service.name} that don't end in a 5xx status, over ${windowDays} days.`,
    numerator: `sum:${requests}{${filter.slice(1, -1)},!status:5*}.as_count()`,
    denominator: `sum:${requests}${filter}.as_count()`,
    targetPercent: availabilityPercent,
    days: windowDays,
  };
}

function latency(
  service: MonitoredService,
  { latency: { percent, seconds }, windowDays }: ServiceObjectives,
  env: string,
): ObjectiveDefinition {
  const duration = `${METRICS_NAMESPACE}.http_request_duration_seconds`;
  const filter = { env, service: service.name };
  return {
    key: "latency",
    service,
    alert: "SlowResponses",
    name: `${service.name}: ${percent} % of requests within ${seconds} s`,
    description: `Requests to ${service.name} that are answered within ${seconds} s, over ${windowDays} days.`,
    numerator: `sum:${duration}.bucket${scope({ ...filter, upper_bound: boundText(seconds) })}.as_count()`,
    denominator: `sum:${duration}.count${scope(filter)}.as_count()`,
    targetPercent: percent,
    days: windowDays,
  };
}

/** A bound as the agent writes it, with a decimal: `0.5`, `1.0`. */
function boundText(seconds: number): string {
  return Number.isInteger(seconds) ? `${seconds}.0` : String(seconds);
}

/** Query of a monitor that an objective's budget is used up too fast, by the objective's id. */
export function burnRateQuery(id: string, { rate, longWindow, shortWindow }: BurnRate, days: number): string {
  return `burn_rate("${id}").over("${days}d").long_window("${longWindow}").short_window("${shortWindow}") > ${rate}`;
}
