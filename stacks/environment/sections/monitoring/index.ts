import type * as pulumi from "@pulumi/pulumi";
import type { Cache } from "../../../../components/cache";
import type { Database } from "../../../../components/database";
import type { Datadog } from "../../../../components/datadog";
import type { LoadBalancer } from "../../../../components/load-balancer";
import { MonitoringStack } from "../../../../components/monitoring-stack";
import type { Dependencies } from "../../dependencies";
import type { ComputeParts } from "../compute";
import { type EnvironmentParts, kindOf } from "../environment";
import type { QueuesParts } from "../queues";
import type { SecretsParts } from "../secrets";
import type { ServicesParts } from "../services";
import { monitoringStackArgs, watchedCache, watchedDatabase, watchedLoadBalancer, watchedQueues } from "./arguments";
import { checkMonitoring } from "./checks";
import { type MonitoringConfiguration, resolvedMonitoring } from "./configuration";
import { createDatadog } from "./datadog";
import { GRAFANA_TARGET } from "./grafana-target";
import { monitoringKeys, type MonitoringSettings } from "./keys";
import type { WatchedConfiguration } from "./system";

type MonitoringSectionParts = EnvironmentParts &
  Dependencies &
  Pick<SecretsParts, "secretSources"> &
  QueuesParts &
  Pick<ComputeParts, "capacity" | "fargate"> &
  ServicesParts & {
    readonly loadBalancer: LoadBalancer;
    readonly database: Database | undefined;
    readonly databaseSecretArn: pulumi.Output<string> | undefined;
    readonly cache: Cache | undefined;
  };

interface MonitoringParts {
  readonly monitoringStack: MonitoringStack | undefined;
  /** Undefined where Datadog watches nothing. */
  readonly datadog: Datadog | undefined;
}

/** What watches the environment, by one description of it (MO-1, MO-2, HC-5). */
export const monitoringSection = {
  keys: monitoringKeys,

  resolve: (
    settings: Parameters<typeof kindOf>[0] & { readonly monitoring?: MonitoringSettings | undefined },
    environment: string,
  ): MonitoringConfiguration => ({
    monitoring: resolvedMonitoring(settings.monitoring, kindOf(settings, environment)),
  }),

  check: checkMonitoring,

  create(
    configuration: WatchedConfiguration & MonitoringConfiguration & { readonly secretKeyArns: readonly string[] },
    parts: MonitoringSectionParts,
  ): MonitoringParts {
    const { monitoring } = configuration;
    if (monitoring === undefined) return { monitoringStack: undefined, datadog: undefined };
    const args = monitoringStackArgs(monitoring, configuration, {
      ...parts,
      capacity: monitoring.capacity === "fargate" ? parts.fargate : parts.capacity,
      services: Object.fromEntries(parts.services.map(({ service, deployed }) => [service.name, deployed])),
      loadBalancer: watchedLoadBalancer(parts.loadBalancer),
      queues: watchedQueues(parts.queues),
      database: watchedDatabase(parts.database, parts.databaseSecretArn),
      cache: watchedCache(parts.cache),
      grafanaTarget: grafanaTargetOf(parts.loadBalancer),
    });
    return {
      monitoringStack: new MonitoringStack(`${parts.name}-monitoring`, args, parts.options),
      datadog: createDatadog(monitoring, args.system, configuration, parts),
    };
  },

  outputs: (_configuration: object, { datadog, monitoringStack }: MonitoringParts): MonitoringOutputs => {
    if (monitoringStack === undefined) return {};
    const { grafanaUrl, grafanaSecretArn, prometheusUrl, alertmanagerUrl, workspaceId } = monitoringStack;
    return {
      grafanaUrl,
      grafanaSecretArn,
      prometheusUrl,
      alertmanagerUrl,
      ...(workspaceId !== undefined && { managedPrometheusId: workspaceId }),
      ...(datadog?.dashboardPath !== undefined && { datadogDashboardPath: datadog.dashboardPath }),
    };
  },
};

function grafanaTargetOf({ securityGroupId, targets }: LoadBalancer) {
  const target = targets[GRAFANA_TARGET];
  return target && { target, securityGroupId };
}

/** What there is of the monitoring; nothing without it. */
interface MonitoringOutputs {
  /** Address of Grafana: for browsers, or inside the network where it has none outside. */
  readonly grafanaUrl?: pulumi.Output<string>;
  /** Secret with name and password of Grafana's administrator. */
  readonly grafanaSecretArn?: pulumi.Output<string>;
  /** Address of Prometheus inside the network. */
  readonly prometheusUrl?: string;
  /** Address of Alertmanager inside the network. */
  readonly alertmanagerUrl?: string;
  /** Workspace of Amazon Managed Service for Prometheus; none without one. */
  readonly managedPrometheusId?: pulumi.Output<string>;
  /** Path of the dashboard in Datadog, below the address of its site; none without one. */
  readonly datadogDashboardPath?: pulumi.Output<string>;
}
