import { requireWhole } from "../shared/bounds";
import type { ArgumentProblems } from "../shared/validation";
import type { DetectionObjective, MonitoredLoadBalancer, MonitoredSystem } from "./description";
import { DETECTION, validateDetection } from "./detection";
import { requireAbove, requireLabel, requireUnique, requireWithin } from "./validate-values";
import { validateMonitoredService } from "./validate-service";
import { validateMonitoredCache, validateMonitoredDatabase, validateMonitoredQueue } from "./validate-stores";

const CERTIFICATE_DAYS = { smallest: 1, largest: 397 };

/** Records everything in the description of an environment from which no sound monitoring could follow. */
export function validateMonitoredSystem(system: MonitoredSystem, problems: ArgumentProblems): void {
  requireLabel(problems, "environment", system.environment);
  requireLabel(problems, "team", system.team);
  requireAddress(problems, "runbookUrl", system.runbookUrl);
  if (system.dashboardUrl !== undefined) requireAddress(problems, "dashboardUrl", system.dashboardUrl);
  requireUnique(problems, "services", system.services);
  requireUnique(problems, "queues", system.queues);
  system.services.forEach((service, index) => {
    const below = (path: string): string => `services[${index}].${path}`;
    validateMonitoredService(service, system.queues, problems.at(below));
  });
  system.queues.forEach((queue, index) => {
    validateMonitoredQueue(
      queue,
      problems.at((path) => `queues[${index}].${path}`),
    );
  });
  if (system.loadBalancer !== undefined) validateLoadBalancer(system.loadBalancer, system, problems);
  if (system.database !== undefined) validateMonitoredDatabase(system.database, problems.at(belowKey("database")));
  if (system.cache !== undefined) validateMonitoredCache(system.cache, problems.at(belowKey("cache")));
  validateObjective(system.detection, problems.at(belowKey("detection")));
}

function belowKey(key: keyof MonitoredSystem): (path: string) => string {
  return (path) => `${key}.${path}`;
}

/**
 * Alerts append the heading of their runbook entry, or the path of a dashboard. Prometheus takes what is in braces for
 * a template, and no alert of a file with a wrong one is loaded.
 */
function requireAddress(problems: ArgumentProblems, propertyPath: string, address: string): void {
  problems.require(
    URL.canParse(address) && /^https?:\/\/[^\s#?{}]*[^\s#?/{}]$/.test(address),
    propertyPath,
    `must be an address of http or https without a part behind # or ?, without braces, and without a slash at its end, got ${JSON.stringify(address)}; alerts append to it`,
  );
}

function validateLoadBalancer(
  { name, kind, domainName, ownErrorPercent, certificateDays, targets }: MonitoredLoadBalancer,
  { services }: Pick<MonitoredSystem, "services">,
  all: ArgumentProblems,
): void {
  const problems = all.at(belowKey("loadBalancer"));
  requireLabel(problems, "name", name);
  problems.require(
    domainName === undefined || /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domainName),
    "domainName",
    `must be a lower-case domain name without a scheme, got ${JSON.stringify(domainName)}`,
  );
  requireAbove(problems, "ownErrorPercent", ownErrorPercent, 0, 100);
  requireWhole(problems, "certificateDays", certificateDays, CERTIFICATE_DAYS);
  problems.require(
    kind === "application" || targets.length === 0,
    "targets",
    `must be empty for a network load balancer, which sees no answers, got ${targets.length}; leave them out, or describe an application load balancer`,
  );
  targets.forEach(({ service, serverErrorPercent, responseTimeSeconds }, index) => {
    problems.require(
      services.some((each) => each.name === service && each.takesRequests),
      `targets[${index}].service`,
      `must be the name of a service that takes requests, got ${JSON.stringify(service)}`,
    );
    requireAbove(problems, `targets[${index}].serverErrorPercent`, serverErrorPercent, 0, 100);
    requireAbove(problems, `targets[${index}].responseTimeSeconds`, responseTimeSeconds, 0);
  });
}

/** Records an objective that is none, or that the settings of the detection can't meet. */
function validateObjective(objective: DetectionObjective, problems: ArgumentProblems): void {
  const { seconds, probeErrorRate, falsePositiveRate } = objective;
  const before = problems.all.length;
  requireAbove(problems, "seconds", seconds, 0);
  requireWithin(problems, "probeErrorRate", probeErrorRate, 0, 1);
  requireAbove(problems, "falsePositiveRate", falsePositiveRate, 0, 1);
  if (problems.all.length > before) return;
  const missed = (setting: string): string => (setting === "probe" ? "seconds" : "falsePositiveRate");
  validateDetection(DETECTION, objective, problems.at(missed));
}
