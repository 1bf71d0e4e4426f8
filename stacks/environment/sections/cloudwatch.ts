import type * as pulumi from "@pulumi/pulumi";
import { AnomalyAlarm } from "../../../components/anomaly-alarm";
import type { Cache } from "../../../components/cache";
import { CloudWatchDashboard, type CloudWatchNames } from "../../../components/cloudwatch-dashboard";
import { CompositeAlarm } from "../../../components/composite-alarm";
import type { Database } from "../../../components/database";
import { ErrorLogs } from "../../../components/error-logs";
import type { LoadBalancer } from "../../../components/load-balancer";
import { serviceFullName } from "../names";
import type { Dependencies } from "../dependencies";
import type { EnvironmentParts } from "./environment";
import type { MonitoringConfiguration } from "./monitoring/configuration";
import { type WatchedConfiguration, watchedParts } from "./monitoring/system";
import type { QueuesParts } from "./queues";
import type { ServicesParts } from "./services";

type CloudWatchConfiguration = WatchedConfiguration & MonitoringConfiguration;

type CloudWatchDependencies = EnvironmentParts &
  Pick<Dependencies, "alarmTopics" | "cluster"> &
  ServicesParts &
  QueuesParts & {
    readonly loadBalancer: LoadBalancer;
    readonly database: Database | undefined;
    readonly cache: Cache | undefined;
  };

interface CloudWatchParts {
  readonly impaired: CompositeAlarm;
  readonly dashboard: CloudWatchDashboard;
}

/** What CloudWatch shows of the environment as a whole, and what it finds unusual. */
export const cloudWatchSection = {
  keys: {},

  create(configuration: CloudWatchConfiguration, parts: CloudWatchDependencies): CloudWatchParts {
    const impaired = createImpairedAlarms(configuration, parts);
    createAnomalyAlarms(configuration, parts);
    return { impaired, dashboard: createDashboard(configuration, parts, impaired) };
  },

  outputs: (_configuration: object, { impaired, dashboard }: CloudWatchParts): CloudWatchOutputs => ({
    impairedAlarmName: impaired.alarmName,
    dashboardName: dashboard.dashboardName,
  }),
};

interface CloudWatchOutputs {
  /** Alarm that sounds while a service of the environment is impaired: the one state to ask for. */
  readonly impairedAlarmName: pulumi.Output<string>;
  /** Name of CloudWatch's dashboard. */
  readonly dashboardName: pulumi.Output<string>;
}

/** One state for each service, and one for the environment. */
function createImpairedAlarms({ tags }: CloudWatchConfiguration, parts: CloudWatchDependencies): CompositeAlarm {
  const { loadBalancer, name, options, services } = parts;
  const ofServices = services.map(({ service, deployed }) => {
    const targetAlarms = loadBalancer.targets[service.name]?.criticalAlarmNames ?? [];
    return new CompositeAlarm(
      `${serviceFullName(name, service.name)}-impaired`,
      {
        description: `${service.name} fails, is slow, or has too few instances; the alarms in it say which.`,
        alarmNames: [deployed.tasksBelowMinimumAlarmName, ...targetAlarms],
        tags,
      },
      options,
    );
  });
  return new CompositeAlarm(
    `${name}-impaired`,
    {
      description: `A service of ${name} is impaired; the alarms in it say which.`,
      alarmNames: ofServices.map(({ alarmName }) => alarmName),
      tags,
    },
    options,
  );
}

/** Alarms on what has no sensible threshold: how much is asked, and how many errors are logged. */
function createAnomalyAlarms(configuration: CloudWatchConfiguration, parts: CloudWatchDependencies): void {
  const { tags } = configuration;
  const { alarmTopics: alarmActions, loadBalancer, name, options, services } = parts;
  for (const { service, deployed } of services) {
    const { logGroupName } = deployed;
    new ErrorLogs(serviceFullName(name, service.name), { logGroupName, alarmActions, tags }, options);
  }
  if (!countsRequests(configuration)) return;
  new AnomalyAlarm(
    `${name}-traffic-unusual`,
    {
      description: `${name} gets unusually few or many requests for this hour: an outage before it, a campaign, or an attack.`,
      metric: {
        namespace: "AWS/ApplicationELB",
        metricName: "RequestCount",
        statistic: "Sum",
        dimensions: { LoadBalancer: loadBalancer.loadBalancerDimension },
      },
      unusual: "above-or-below",
      alarmActions,
      tags,
    },
    options,
  );
}

function createDashboard(
  configuration: CloudWatchConfiguration,
  parts: CloudWatchDependencies,
  impaired: CompositeAlarm,
): CloudWatchDashboard {
  const { name, options } = parts;
  return new CloudWatchDashboard(
    name,
    {
      system: watchedParts(configuration, name),
      region: configuration.region,
      names: cloudWatchNames(configuration, parts),
      alarmArns: [impaired.alarmArn],
    },
    options,
  );
}

function cloudWatchNames(configuration: CloudWatchConfiguration, parts: CloudWatchDependencies): CloudWatchNames {
  const { cache, cluster, database, loadBalancer, queues, services } = parts;
  return {
    clusterName: cluster.clusterName,
    services: Object.fromEntries(
      services.map(({ service, deployed: { logGroupName, serviceName } }) => {
        const targetGroups = loadBalancer.targets[service.name]?.targetGroupDimensions;
        return [service.name, { logGroupName, serviceName, ...(targetGroups !== undefined && { targetGroups }) }];
      }),
    ),
    ...(countsRequests(configuration) && { loadBalancer: loadBalancer.loadBalancerDimension }),
    databaseServers: database?.serverIdentifiers,
    cacheNodes: cache?.nodeIds,
    queues: queueNames(queues),
  };
}

/** A network load balancer passes connections on, and sees no requests (LB-1). */
function countsRequests({ algorithm }: CloudWatchConfiguration): boolean {
  return algorithm !== "ip-hash";
}

/** Names of the queues and of their dead-letter queues, by the names that `monitoredQueue` gives them. */
function queueNames(queues: QueuesParts["queues"]): Readonly<Record<string, pulumi.Output<string>>> {
  return Object.fromEntries(
    Object.entries(queues).flatMap(([name, { queueName, deadLetterQueueName }]) => [
      [name, queueName],
      [`${name}-dead-letters`, deadLetterQueueName],
    ]),
  );
}
