import type { MonitoredService, MonitoredSystem } from "../../description";
import { closed, type Dashboard, type Section } from "../dashboard";
import type { Panel } from "../panel";
import * as alerts from "../panels/alerts";
import { cacheMemory, cacheNodes } from "../panels/cache";
import { growth, storageLasts, trafficTrend } from "../panels/capacity";
import { costPerMonth, priced, saving } from "../panels/cost";
import { databaseConnections, databaseServers, replicationLag, waitingForConnections } from "../panels/database";
import * as deployments from "../panels/deployments";
import * as health from "../panels/health";
import * as objectives from "../panels/objectives";
import * as processes from "../panels/process";
import { backlog, jobs, oldestItem } from "../panels/queues";
import * as requests from "../panels/requests";
import * as scaling from "../panels/scaling";
import { ifAny, measured, panelsFor, section, sectionIfAny, serving } from "./topics";

/** Whether promises are kept, what grows and what it costs: no details. */
export function managementView(system: MonitoredSystem): Dashboard {
  const { prices } = system;
  const kept = objectives.promised(system.services);
  return {
    uid: "management",
    title: "For management",
    description: "Whether the promises to users are kept, how traffic grows, and about what it costs.",
    audience: "management",
    range: "14d",
    refresh: "15m",
    sections: [
      section("Promises to users", kept.flatMap(promises)),
      section("Growth", [
        ...panelsFor(serving(system), growth),
        ...ifAny(system.database, storageLasts),
        ...ifAny(prices, (known) => costPerMonth(priced(measured(system)), known)),
        ...panelsFor(serving(system), trafficTrend),
      ]),
      section("Saved by scaling", measured(system).map(saving)),
    ],
  };
}

function promises(service: objectives.PromisedService): Panel[] {
  return [objectives.availability(service), objectives.fastEnough(service), objectives.errorBudget(service)];
}

/** How the code behaves in use: routes, releases, jobs and single instances. */
export function developersView(system: MonitoredSystem): Dashboard {
  return {
    uid: "developers",
    title: "For developers",
    description: "How the code behaves in use: routes, releases, jobs, health checks and single instances.",
    audience: "developers",
    range: "3h",
    refresh: "30s",
    variables: ["service", "instance"],
    sections: [
      ...serving(system).map((service) =>
        section(`Requests of ${service.name}`, [
          requests.traffic(service),
          requests.errors(service),
          requests.latency(service),
          requests.slowRoutes(service),
        ]),
      ),
      section("Releases", serving(system).map(deployments.errorsByRevision)),
      ...serving(system).map((service) =>
        closed(`Where ${service.name} fails`, [
          requests.failingRoutes(service),
          deployments.latencyByRevision(service),
        ]),
      ),
      ...measured(system).map((service) =>
        closed(`Health checks of ${service.name}`, [health.healthByKind(service), health.checkDurations(service)]),
      ),
      ...sectionIfAny("Jobs", workers(system).map(jobs)).map((jobsSection) => ({ ...jobsSection, closed: true })),
      closed("Chosen instances", panelsFor(measured(system), ...INSTANCE_PANELS)),
    ],
  };
}

/** What needs a hand now, and the parts on which everything stands. */
export function operatorsView(system: MonitoredSystem): Dashboard {
  const [services, served] = [measured(system), serving(system)];
  return {
    uid: "operators",
    title: "For operators",
    description: "What needs a hand now: alerts, instances, load against its limits, and the data stores.",
    audience: "operators",
    range: "3h",
    refresh: "10s",
    sections: [
      section("Alerts", [
        alerts.criticalAlerts(),
        alerts.warnings(),
        alerts.silenced(),
        alerts.unreadTargets(),
        alerts.firingAlerts(),
      ]),
      section("Services", [
        ...panelsFor(services, health.instancesByService, health.deadInstances, deployments.sinceStart),
        ...panelsFor(served, requests.errorsByService, requests.slownessByService),
        health.probes(system.services),
      ]),
      ...services.map((service) => closed(`Scaling of ${service.name}`, scalingPanels(service))),
      ...storeSections(system),
    ],
  };
}

function scalingPanels(service: MonitoredService): Section["panels"] {
  return [scaling.instances(service), scaling.scalingEvents(service), ...scaling.triggers(service)];
}

function storeSections(system: MonitoredSystem): Section[] {
  const { database, cache, queues } = system;
  return [
    ...ifAny(database, (described) =>
      closed("Database", [
        databaseServers(),
        databaseConnections(described),
        ...(described.servers.length > 1 ? [replicationLag(described)] : []),
        ...panelsFor(measured(system), waitingForConnections),
      ]),
    ),
    ...ifAny(cache, (described) => closed("Cache", [cacheNodes(), cacheMemory(described)])),
    ...(queues.length === 0
      ? []
      : [
          closed(
            "Queues",
            queues.flatMap((queue) => [backlog(queue), oldestItem(queue)]),
          ),
        ]),
  ];
}

const INSTANCE_PANELS: readonly ((services: readonly MonitoredService[]) => Panel)[] = [
  processes.instanceTable,
  processes.instanceCpu,
  processes.instanceMemory,
  processes.eventLoopLag,
  processes.instanceRequests,
  processes.instanceTraffic,
];

function workers(system: MonitoredSystem): MonitoredService[] {
  return measured(system).filter(({ consumes }) => consumes !== undefined);
}
