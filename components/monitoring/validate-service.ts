import { requireWhole } from "../shared/bounds";
import type { ArgumentProblems } from "../shared/validation";
import type {
  HealthEndpoint,
  MonitoredQueue,
  MonitoredService,
  MonitoredTrigger,
  ServiceObjectives,
} from "./description";
import { DURATION_BOUNDS } from "./histogram-bounds";
import { burnRate, FASTEST_BURN } from "./objectives";
import { requireAbove, requireLabel, requireUnique } from "./validate-values";

const PORT = { smallest: 1, largest: 65_535 };
const INSTANCES = { smallest: 1, largest: 5000 };
const MILLIS = { smallest: 1, largest: 1_000_000 };
const WINDOW_DAYS = { smallest: 7, largest: 90 };
const PATH = /^\/[^\s"'{}#]*$/;

/** Records everything in a service's description from which no sound monitoring could follow. */
export function validateMonitoredService(
  service: MonitoredService,
  queues: readonly MonitoredQueue[],
  problems: ArgumentProblems,
): void {
  requireLabel(problems, "name", service.name);
  requireLabel(problems, "team", service.team);
  requireWhole(problems, "port", service.port, PORT);
  if (service.metricsPath !== undefined) requirePath(problems, "metricsPath", service.metricsPath);
  validateEndpoints(service.healthEndpoints, problems);
  validateSize(service, problems);
  requireUnique(problems, "triggers", service.triggers);
  service.triggers.forEach((trigger, index) => {
    validateTrigger(
      trigger,
      problems.at((path) => `triggers[${index}].${path}`),
    );
  });
  const { consumes } = service;
  problems.require(
    consumes === undefined || queues.some(({ name }) => name === consumes),
    "consumes",
    `must be the name of a queue of the system, got ${JSON.stringify(consumes)}; the queues are ${queues.map(({ name }) => name).join(", ") || "none"}`,
  );
  if (service.objectives !== undefined) validateObjectives(service.objectives, service, problems);
}

function requirePath(problems: ArgumentProblems, propertyPath: string, path: string): void {
  problems.require(
    PATH.test(path),
    propertyPath,
    `must be a path that begins with /, without spaces, quotes, braces and #, got ${JSON.stringify(path)}`,
  );
}

function validateEndpoints(endpoints: readonly HealthEndpoint[], problems: ArgumentProblems): void {
  endpoints.forEach(({ path }, index) => {
    const propertyPath = `healthEndpoints[${index}].path`;
    requirePath(problems, propertyPath, path);
    problems.require(
      endpoints.findIndex((endpoint) => endpoint.path === path) === index,
      propertyPath,
      `must be unique, got ${JSON.stringify(path)} twice; an endpoint covers one thing`,
    );
  });
  problems.require(
    endpoints.filter(({ covers }) => covers === "instance").length <= 1,
    "healthEndpoints",
    'must have one at most that covers "instance": that alone tells that an instance is dead',
  );
}

function validateSize(service: MonitoredService, problems: ArgumentProblems): void {
  requireWhole(problems, "cpuMillis", service.cpuMillis, MILLIS);
  requireAbove(problems, "memoryBytes", service.memoryBytes, 0);
  requireWhole(problems, "minInstances", service.minInstances, INSTANCES);
  requireWhole(problems, "maxInstances", service.maxInstances, INSTANCES);
  problems.require(
    service.minInstances <= service.maxInstances,
    "maxInstances",
    `must be at least minInstances (${service.minInstances}), got ${service.maxInstances}`,
  );
  requireAbove(problems, "belowMinimumSeconds", service.belowMinimumSeconds, 0);
  requireAbove(problems, "overloadedSeconds", service.overloadedSeconds, 0);
}

function validateTrigger(trigger: MonitoredTrigger, problems: ArgumentProblems): void {
  requireLabel(problems, "name", trigger.name);
  requireAbove(problems, "above", trigger.above, 0);
  requireAbove(problems, "aboveSeconds", trigger.aboveSeconds, 0);
  requireAbove(problems, "belowSeconds", trigger.belowSeconds, 0);
  problems.require(
    trigger.below < trigger.above,
    "below",
    `must be less than above (${trigger.above}), got ${trigger.below}`,
  );
}

/** An objective that allows more errors than a fast burn takes could never be seen to burn. */
function validateObjectives(
  { availabilityPercent, latency, windowDays }: ServiceObjectives,
  { metricsPath }: Pick<MonitoredService, "metricsPath">,
  all: ArgumentProblems,
): void {
  const problems = all.at((path) => (path === "" ? "objectives" : `objectives.${path}`));
  problems.require(metricsPath !== undefined, "", "can't be told without metrics; give metricsPath, or no objectives");
  requirePercent(problems, "availabilityPercent", availabilityPercent, windowDays);
  requirePercent(problems, "latency.percent", latency.percent, windowDays);
  problems.require(
    DURATION_BOUNDS.includes(latency.seconds),
    "latency.seconds",
    `must be one of the histogram's bounds ${DURATION_BOUNDS.join(", ")}, got ${latency.seconds}; between them nothing is known`,
  );
  requireWhole(problems, "windowDays", windowDays, WINDOW_DAYS);
}

function requirePercent(problems: ArgumentProblems, propertyPath: string, percent: number, windowDays: number): void {
  const fastest = burnRate({ rate: FASTEST_BURN }, windowDays);
  const least = 100 - 100 / fastest;
  problems.require(
    percent > least && percent < 100,
    propertyPath,
    `must be above ${least.toFixed(2)} and below 100, got ${percent}; below, the budget can't burn ${fastest} times as fast as planned, and at 100 there is none`,
  );
}
