import type { MonitoredDatabase, MonitoredQueue, MonitoredSystem } from "../../description";
import { closed, type Dashboard } from "../dashboard";
import * as cache from "../panels/cache";
import * as database from "../panels/database";
import * as queues from "../panels/queues";
import { ifAny, measured, panelsFor, section } from "./topics";

/** Dashboards of the database, the cache and the queues that the environment has. */
export function storeDashboards(system: MonitoredSystem): Dashboard[] {
  return [
    ...ifAny(system.database, (described) => databaseDashboard(system, described)),
    ...ifAny(system.cache, (described) => cacheDashboard(described)),
    ...(system.queues.length === 0 ? [] : [queuesDashboard(system)]),
  ];
}

function databaseDashboard(system: MonitoredSystem, described: MonitoredDatabase): Dashboard {
  const replicates = described.servers.some(({ role }) => role !== "primary");
  return {
    uid: "database",
    title: "Database",
    description: `PostgreSQL as its servers, its clients and AWS see it: ${described.name}.`,
    audience: "developers",
    range: "3h",
    refresh: "30s",
    sections: [
      section("At a glance", [
        ...panelsFor(measured(system), database.waitingForConnections),
        database.databaseServers(),
      ]),
      section("Connections", [
        database.databaseConnections(described),
        database.connectionStates(),
        ...panelsFor(measured(system), database.pools),
      ]),
      section("Work", [
        database.transactions(),
        database.readsFromMemory(),
        ...(replicates ? [database.replicationLag(described)] : []),
        database.locks(),
      ]),
      closed("Instance and storage", [database.databaseCpu(), database.freeStorage(), database.databaseSize()]),
    ],
  };
}

function cacheDashboard(described: NonNullable<MonitoredSystem["cache"]>): Dashboard {
  return {
    uid: "cache",
    title: "Cache",
    description: `Valkey or Redis as its nodes and AWS see it: ${described.name}.`,
    audience: "developers",
    range: "3h",
    refresh: "30s",
    sections: [
      section("At a glance", [cache.cacheUptime(), cache.cacheNodes()]),
      section("Memory", [cache.cacheMemory(described), cache.evictions(described)]),
      section("Work", [
        cache.cacheHits(),
        cache.cacheCommands(),
        cache.cacheConnections(described),
        cache.cacheCpu(),
        ...(described.nodes.length > 1 ? [cache.cacheLag(described)] : []),
      ]),
    ],
  };
}

function queuesDashboard(system: MonitoredSystem): Dashboard {
  return {
    uid: "queue",
    title: "Queues and jobs",
    description: "What waits in each queue, and how its consumers keep up.",
    audience: "developers",
    range: "3h",
    refresh: "30s",
    sections: system.queues.flatMap((queue) => [
      section(`Queue ${queue.name}`, [
        queues.backlog(queue),
        queues.oldestItem(queue),
        queues.queueTraffic(queue),
        queues.deadLetters(queue),
      ]),
      ...consumersOf(system, queue).map((worker) =>
        section(`Jobs of ${worker.name}`, [
          queues.jobs(worker),
          queues.jobDurations(worker, queue),
          queues.jobsInFlight(worker),
        ]),
      ),
    ]),
  };
}

/** Services that take a queue's items. */
export function consumersOf(system: MonitoredSystem, { name }: MonitoredQueue): MonitoredSystem["services"] {
  return measured(system).filter(({ consumes }) => consumes === name);
}
