import type { MonitoredService, MonitoredSystem } from "../../description";
import { closed, type Dashboard, type Section } from "../dashboard";
import type { Panel } from "../panel";
import * as alerts from "../panels/alerts";
import * as capacity from "../panels/capacity";
import * as cost from "../panels/cost";
import * as deployments from "../panels/deployments";
import * as health from "../panels/health";
import { loadBalancerPanels, unhealthyTargets } from "../panels/load-balancer";
import * as objectives from "../panels/objectives";
import * as requests from "../panels/requests";
import * as scaling from "../panels/scaling";
import { latestTraces, spans, tracingEntry, tracingParts } from "../panels/tracing";
import { cacheTrend } from "../panels/capacity";

/** Services that answer requests of users. */
export function serving({ services }: MonitoredSystem): MonitoredService[] {
  return services.filter(({ takesRequests }) => takesRequests);
}

/** Services whose own metrics Prometheus reads. */
export function measured({ services }: MonitoredSystem): MonitoredService[] {
  return services.filter(({ metricsPath }) => metricsPath !== undefined);
}

/** What happens now: the first look when something is wrong. */
export function operationsDashboard(system: MonitoredSystem): Dashboard {
  const [services, served] = [measured(system), serving(system)];
  return {
    uid: "operations",
    title: "Operations now",
    description: "Requests, errors, response times, instances and health of all services, as they are now.",
    audience: "developers",
    range: "1h",
    refresh: "10s",
    sections: [
      section("At a glance", [
        alerts.criticalAlerts(),
        alerts.warnings(),
        ...panelsFor(services, health.instancesByService, health.deadInstances),
        ...ifAny(system.loadBalancer, unhealthyTargets),
      ]),
      section("Requests", [
        ...panelsFor(served, requests.trafficByService, requests.errorsByService, requests.slownessByService),
        health.probeSuccess(system.services),
      ]),
      section("Health", [health.probes(system.services)]),
      closed("Health by kind", services.map(health.healthByKind)),
      closed("Objectives", objectives.promised(system.services).flatMap(budget)),
      ...ifAny(system.loadBalancer, (known) => closed("Load balancer", loadBalancerPanels(known))),
    ],
  };
}

/** What scales each service, and what came of it. */
export function scalingDashboard(system: MonitoredSystem): Dashboard {
  return {
    uid: "scaling",
    title: "Scaling",
    description:
      "Instances between their least and greatest number, every trigger against its thresholds, and what changed.",
    audience: "developers",
    range: "6h",
    refresh: "30s",
    sections: [
      section("At a glance", [
        ...panelsFor(measured(system), health.instancesByService),
        ...measured(system).map(scaling.timeAtMaximum),
      ]),
      ...measured(system).flatMap((service) => [
        section(`Instances of ${service.name}`, [scaling.instances(service), scaling.scalingEvents(service)]),
        ...sectionIfAny(`What scales ${service.name}`, scaling.triggers(service)),
      ]),
    ],
  };
}

/** What was released, and what it did. */
export function deploymentsDashboard(system: MonitoredSystem): Dashboard {
  return {
    uid: "deployments",
    title: "Deployments",
    description: "Versions and revisions that run, and errors and response times of each; lines mark each change.",
    audience: "developers",
    range: "6h",
    refresh: "30s",
    sections: [
      section("At a glance", [
        ...panelsFor(measured(system), deployments.sinceStart),
        ...serving(system).map(deployments.errorsBeforeAndAfter),
      ]),
      ...measured(system).map((service) =>
        section(`Releases of ${service.name}`, [
          deployments.versions(service),
          deployments.revisions(service),
          ...(service.takesRequests
            ? [deployments.errorsByRevision(service), deployments.latencyByRevision(service)]
            : []),
        ]),
      ),
    ],
  };
}

/** What grows, and how long it fits. */
export function capacityDashboard(system: MonitoredSystem): Dashboard {
  const { database, cache } = system;
  return {
    uid: "capacity",
    title: "Capacity and trends",
    description: "Weeks of traffic and of what it takes, with forecasts against the limits.",
    audience: "management",
    range: "14d",
    refresh: "15m",
    sections: [
      section("At a glance", [
        ...panelsFor(serving(system), capacity.growth),
        ...ifAny(database, capacity.storageLasts),
        ...measured(system).map(scaling.timeAtMaximum),
      ]),
      section("Traffic", panelsFor(serving(system), capacity.trafficTrend, capacity.busiestHour)),
      section(
        "Instances",
        measured(system).flatMap((each) => [capacity.peakInstances(each, serving(system)), capacity.utilization(each)]),
      ),
      ...sectionIfAny("Data stores", [
        ...(database === undefined
          ? []
          : [capacity.databaseGrowth(), capacity.peakConnections(database, serving(system))]),
        ...(cache === undefined ? [] : [cacheTrend(cache.memoryPercent)]),
      ]),
    ],
  };
}

/** What it costs; undefined where no prices are known. */
export function costDashboard(system: MonitoredSystem): Dashboard | undefined {
  const { prices } = system;
  if (prices === undefined) return undefined;
  const services = cost.priced(measured(system));
  return {
    uid: "cost",
    title: "Cost",
    description: `About what the environment costs, with AWS's list prices of ${prices.asOf}, and what scaling saves.`,
    audience: "management",
    range: "7d",
    refresh: "15m",
    sections: [
      section("At a glance", [cost.costPerMonth(services, prices), ...measured(system).map(cost.saving)]),
      section("Where it goes", [
        cost.costPerHour(services, prices),
        ...(services.some(({ takesRequests }) => takesRequests)
          ? [cost.costPerThousandRequests(services, prices)]
          : []),
        ...(prices.billing === true ? [cost.billed()] : []),
      ]),
    ],
  };
}

/** What alerts, what is kept quiet, and whether people hear of it. */
export function alertsDashboard(): Dashboard {
  return {
    uid: "alerts",
    title: "Alerts",
    description: "What fires, what is about to, what is kept quiet, and whether the messages arrive.",
    audience: "operators",
    range: "24h",
    refresh: "30s",
    sections: [
      section("Now", [
        alerts.criticalAlerts(),
        alerts.warnings(),
        alerts.pending(),
        alerts.silenced(),
        alerts.firingAlerts(),
      ]),
      section("Before", [alerts.alertHistory(), alerts.noisiestAlerts()]),
      section("Whether people hear of it", [
        alerts.unreadTargets(),
        alerts.alertingWorks(),
        alerts.notifications(),
        alerts.ruleDurations(),
      ]),
    ],
  };
}

/** The way to traces. */
export function tracingDashboard(system: MonitoredSystem): Dashboard {
  return {
    uid: "tracing",
    title: "Traces",
    description: "From figures to single requests, and whether their traces arrive.",
    audience: "developers",
    range: "1h",
    refresh: "30s",
    sections: [
      section("How to find a trace", panelsFor(measured(system), tracingEntry)),
      section("Response times with traces", serving(system).map(requests.latency)),
      section("Latest traces", measured(system).map(latestTraces)),
      section("Whether they arrive", [tracingParts(), spans()]),
    ],
  };
}

/** Panels of several services together, unless there are none. */
export function panelsFor(
  services: readonly MonitoredService[],
  ...makers: readonly ((services: readonly MonitoredService[]) => Panel)[]
): Panel[] {
  return services.length === 0 ? [] : makers.map((make) => make(services));
}

/** A heading with its panels. */
export function section(title: string, panels: readonly Panel[]): Section {
  return { title, panels };
}

/** A section, unless nothing would be in it. */
export function sectionIfAny(title: string, panels: readonly Panel[]): Section[] {
  return panels.length === 0 ? [] : [section(title, panels)];
}

/** What is made of a part, where the environment has it. */
export function ifAny<Part, Result>(part: Part | undefined, make: (part: Part) => Result): Result[] {
  return part === undefined ? [] : [make(part)];
}

function budget(service: objectives.PromisedService): Panel[] {
  return [objectives.errorBudget(service), objectives.burnRate(service)];
}
