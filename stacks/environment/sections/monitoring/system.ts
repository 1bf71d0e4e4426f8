import { monitoredCache } from "../../../../components/cache";
import { monitoredService, type ServiceMonitoring } from "../../../../components/container-service";
import { monitoredDatabase } from "../../../../components/database";
import { monitoredLoadBalancer } from "../../../../components/load-balancer";
import type {
  DetectionObjective,
  MonitoredService,
  MonitoredSystem,
  ServiceObjectives,
} from "../../../../components/monitoring";
import { monitoredQueue } from "../../../../components/queue";
import { cacheArgs, type CacheSettings } from "../cache";
import { databaseArgs, type DatabaseConfiguration } from "../database/arguments";
import { NOT_YET_KNOWN, UNKNOWN } from "../../dependencies";
import type { EnvironmentConfiguration } from "../environment";
import { loadBalancerArgs, type LoadBalancerConfiguration } from "../load-balancer";
import { queueArgs, type QueuesConfiguration } from "../queues/queue-args";
import type { ServiceConfiguration } from "../services/configuration";
import { targetFacts } from "../services/container";
import type { ServicesConfiguration } from "../services/draft";
import { enabledTriggers, isScaled, timedTarget } from "../services/scaling";
import type { ResolvedMonitoring } from "./configuration";

/** Settings of the environment from which follows what is watched. */
export type WatchedConfiguration = EnvironmentConfiguration &
  LoadBalancerConfiguration &
  ServicesConfiguration &
  QueuesConfiguration &
  DatabaseConfiguration &
  CacheSettings;

/** What the monitoring says of services. */
type WatchedObjectives = Pick<ResolvedMonitoring, "objectives" | "services">;

/** HC-5. Two of a thousand probes of a healthy instance may fail. */
const DETECTION: DetectionObjective = { seconds: 30, probeErrorRate: 0.002, falsePositiveRate: 0.001 };

const UNKNOWN_TARGET = { loadBalancerDimension: UNKNOWN, targetGroupDimensions: [UNKNOWN, UNKNOWN] };

/** What is watched of an environment, by the numbers of the very arguments with which its components are made. */
export function monitoredSystem(
  monitoring: ResolvedMonitoring,
  configuration: WatchedConfiguration,
  prefix: string,
): MonitoredSystem {
  return {
    ...watchedParts(configuration, prefix, monitoring),
    team: monitoring.team,
    runbookUrl: monitoring.runbookUrl,
    dashboardUrl: monitoring.grafana && `https://${monitoring.grafana.host}`,
    detection: DETECTION,
    ...(monitoring.prices !== undefined && { prices: monitoring.prices }),
  };
}

/** The parts of an environment that are watched, with objectives where its monitoring sets them. */
export function watchedParts(
  configuration: WatchedConfiguration,
  prefix: string,
  monitoring?: WatchedObjectives,
): Omit<MonitoredSystem, "dashboardUrl" | "detection" | "runbookUrl" | "team"> {
  const { cache, database, environment, queues, services } = configuration;
  return {
    environment,
    services: services.map((service) => watchedService(service, monitoring, configuration)),
    loadBalancer: monitoredLoadBalancer(prefix, serviceTargets(configuration)),
    database:
      database &&
      monitoredDatabase(
        "database",
        databaseArgs(database, configuration, NOT_YET_KNOWN),
        database.proxy?.maxConnectionsPercent,
      ),
    cache:
      cache && monitoredCache("cache", cacheArgs(cache, configuration, { ...NOT_YET_KNOWN, secondRegion: undefined })),
    queues: queues.map((queue) =>
      monitoredQueue(queue.name, queueArgs(queue, configuration, NOT_YET_KNOWN), itemsAbove(queue.name, configuration)),
    ),
  };
}

/** The load balancer's arguments with the targets of services alone. */
function serviceTargets(configuration: WatchedConfiguration): ReturnType<typeof loadBalancerArgs> {
  return loadBalancerArgs({ ...configuration, monitoring: undefined }, NOT_YET_KNOWN);
}

function watchedService(
  service: ServiceConfiguration,
  monitoring: WatchedObjectives | undefined,
  configuration: WatchedConfiguration,
): MonitoredService {
  const { consumes, cpu, healthCheck, healthEndpoints, memory, name, port, scaling, worker } = service;
  const watched = monitoredService(
    name,
    {
      cpu,
      memory,
      minInstances: scaling.minInstances,
      maxInstances: scaling.maxInstances,
      ...(!worker && {
        port,
        containerHealthCheck: healthCheck,
        loadBalancer: { target: targetFacts(service, configuration) },
      }),
    },
    {
      port,
      healthPaths: healthEndpoints,
      ...scalingOf(service, configuration),
      ...(consumes !== undefined && { consumes }),
      ...expectationsOf(service, monitoring),
    },
  );
  return { ...watched, ...priceOf(name, monitoring) };
}

/** What an instance costs, where the monitoring says it. */
function priceOf(
  name: string,
  monitoring: WatchedObjectives | undefined,
): Pick<MonitoredService, "instanceDollarsPerHour"> {
  const { instanceDollarsPerHour } = monitoring?.services.find((each) => each.name === name) ?? {};
  return instanceDollarsPerHour === undefined ? {} : { instanceDollarsPerHour };
}

/** Whose a service is, and what its users may expect. */
function expectationsOf(
  { name, worker }: ServiceConfiguration,
  monitoring: WatchedObjectives | undefined,
): Pick<MonitoredService, "team"> & { readonly objectives?: ServiceObjectives } {
  if (monitoring === undefined) return {};
  const { team, objectives = monitoring.objectives } = monitoring.services.find((each) => each.name === name) ?? {};
  return { ...(team !== undefined && { team }), ...(!worker && { objectives: objectivesOf(objectives) }) };
}

/** What scales a service, and when it has other bounds; nothing where people do. */
function scalingOf(
  service: ServiceConfiguration,
  configuration: ServicesConfiguration,
): Pick<ServiceMonitoring, "schedules" | "triggers"> {
  if (!isScaled(service, configuration)) return {};
  return {
    triggers: triggersOf(service, configuration).map(({ trigger }) => trigger),
    schedules: service.scaling.schedules,
  };
}

function objectivesOf(objectives: ResolvedMonitoring["objectives"]): ServiceObjectives {
  const { availabilityPercent, latencyPercent, latencySeconds, windowDays } = objectives;
  return { availabilityPercent, latency: { percent: latencyPercent, seconds: latencySeconds }, windowDays };
}

function triggersOf(service: ServiceConfiguration, configuration: ServicesConfiguration) {
  const dependencies = {
    name: service.name,
    clusterName: UNKNOWN,
    serviceName: UNKNOWN,
    timedTarget: timedTarget(service, configuration, UNKNOWN_TARGET),
    consumedQueueName: service.consumes === undefined ? undefined : UNKNOWN,
  };
  return enabledTriggers(service, dependencies);
}

/** Items above which a queue's consumer is scaled up; undefined where no alarm scales it. */
function itemsAbove(queue: string, configuration: ServicesConfiguration): number | undefined {
  const consumer = configuration.services.find(({ consumes }) => consumes === queue);
  if (consumer === undefined || !isScaled(consumer, configuration)) return undefined;
  return triggersOf(consumer, configuration).find(({ key }) => key === "queueDepth")?.trigger.above;
}
