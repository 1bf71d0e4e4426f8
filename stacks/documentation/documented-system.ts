import { monitoredCache } from "../../components/cache";
import { DEFAULT_OBJECTIVES, monitoredService } from "../../components/container-service";
import { monitoredDatabase } from "../../components/database";
import { monitoredLoadBalancer } from "../../components/load-balancer";
import type { MonitoredService, MonitoredSystem } from "../../components/monitoring";
import { monitoredQueue } from "../../components/queue";
import { NOT_YET_KNOWN, UNKNOWN } from "../environment/dependencies";
import { environmentPrefix, serviceFullName } from "../environment/names";
import type { Configuration } from "../environment/sections";
import { cacheArgs } from "../environment/sections/cache";
import { databaseArgs } from "../environment/sections/database/arguments";
import { loadBalancerArgs } from "../environment/sections/load-balancer";
import { queueArgs } from "../environment/sections/queues/queue-args";
import type { ServiceConfiguration } from "../environment/sections/services/configuration";
import { enabledTriggers, isScaled, timedTarget } from "../environment/sections/services/scaling";

const UNKNOWN_TARGET = { loadBalancerDimension: UNKNOWN, targetGroupDimensions: [UNKNOWN] };

/** What is watched of a committed environment, whose alerts are listed. */
export function documentedSystem(configuration: Configuration): MonitoredSystem {
  const { environment, services, database, cache, queues } = configuration;
  const prefix = environmentPrefix(environment);
  return {
    environment,
    team: "platform",
    runbookUrl: "https://docs.example.com/runbooks/alerts",
    dashboardUrl: undefined,
    services: services.map((service) => watchedService(service, configuration)),
    loadBalancer: monitoredLoadBalancer(prefix, loadBalancerArgs(configuration, NOT_YET_KNOWN)),
    database:
      database &&
      monitoredDatabase(
        `${prefix}-database`,
        databaseArgs(database, configuration, NOT_YET_KNOWN),
        database.proxy?.maxConnectionsPercent,
      ),
    cache:
      cache &&
      monitoredCache(`${prefix}-cache`, cacheArgs(cache, configuration, { ...NOT_YET_KNOWN, secondRegion: undefined })),
    queues: queues.map((queue) => monitoredQueue(queue.name, queueArgs(queue, configuration, NOT_YET_KNOWN))),
    detection: { seconds: 30, probeErrorRate: 0.002, falsePositiveRate: 0.001 },
  };
}

function watchedService(service: ServiceConfiguration, configuration: Configuration): MonitoredService {
  const { name, worker, port, scaling, healthCheck, healthEndpoints, consumes, cpu, memory } = service;
  const dependencies = {
    name: serviceFullName(environmentPrefix(configuration.environment), name),
    clusterName: UNKNOWN,
    serviceName: UNKNOWN,
    timedTarget: timedTarget(service, configuration, UNKNOWN_TARGET),
    consumedQueueName: consumes === undefined ? undefined : UNKNOWN,
  };
  const triggers = isScaled(service, configuration) ? enabledTriggers(service, dependencies) : [];
  const watched = monitoredService(
    name,
    {
      cpu,
      memory,
      minInstances: scaling.minInstances,
      maxInstances: scaling.maxInstances,
      containerHealthCheck: healthCheck,
    },
    {
      port,
      healthPaths: healthEndpoints,
      schedules: scaling.schedules,
      triggers: triggers.map(({ trigger }) => trigger),
      ...(consumes !== undefined && { consumes }),
      ...(!worker && { objectives: DEFAULT_OBJECTIVES }),
    },
  );
  return { ...watched, takesRequests: !worker };
}
