import * as pulumi from "@pulumi/pulumi";
import {
  alertmanagerConfiguration,
  awsDiscovery,
  blackboxConfiguration,
  cloudWatchConfiguration,
  collectorConfiguration,
  DETECTION,
  grafanaFiles,
  jaegerConfiguration,
  MESSAGE_TEMPLATES,
  MONITORING_PARTS,
  prometheusConfiguration,
  ruleFileYaml,
  TEMPLATE_FILE,
  TRACING_PORTS,
} from "../monitoring";
import { parseArn } from "../shared/arn";
import { memoryMebibytes } from "../shared/quantity";
import type { Alerting } from "./alerting";
import type { MonitoringStackArgs, WatchedStore } from "./args";
import type { PartFiles } from "./configuration-bundle";
import { AUTHORITIES_FILE, databaseAuthorities } from "./database-authorities";
import type { ManagedPrometheus } from "./managed-prometheus";
import { hostOf, type PartName, PATHS, urlOf } from "./part-names";
import { rulesOf } from "./rules";
import { instancesOf, sizeOf } from "./sizes";
import { DEFAULT_SAMPLING, traceStorage } from "./tracing";

/** What is known of the stack where the parts' configuration is made. */
export interface FileContext {
  readonly args: MonitoringStackArgs;
  readonly alerting: Alerting;
  /** Undefined without Amazon Managed Service for Prometheus. */
  readonly managed: ManagedPrometheus | undefined;
}

/** Seconds between two scrapes of what is not probed. */
const SCRAPE_SECONDS = 15;

/** What the parts read. */
export function partFiles(context: FileContext): Readonly<Record<PartName, pulumi.Input<PartFiles>>> {
  const { args, alerting } = context;
  return {
    prometheus: { "prometheus.yml": prometheusText(context), "rules.yml": ruleFileYaml(rulesOf(args).prometheus) },
    alertmanager: {
      "alertmanager.yml": alerting.settings.apply(alertmanagerConfiguration),
      [TEMPLATE_FILE]: MESSAGE_TEMPLATES,
    },
    grafana: grafanaTexts(context),
    jaeger: { "jaeger.yaml": jaegerText(args) },
    "otel-collector": { "collector.yaml": collectorText(args) },
    blackbox: { "blackbox.yml": blackboxConfiguration() },
    exporters: { "cloudwatch.yml": cloudWatchText(args), ...authorities(args) },
  };
}

/** The variable by which each task of Prometheus tells itself apart from the other. */
const REPLICA = "${HOSTNAME}";

function prometheusText({ args, managed }: FileContext): pulumi.Output<string> {
  const { system, namespace, cache } = args;
  return pulumi
    .output({
      clusterArn: args.cluster.clusterArn,
      ecsServices: mapped(args.services, ({ serviceName }) => serviceName),
      cacheNodes: mapped(cache?.hosts ?? {}, (host) => pulumi.interpolate`rediss://${host}:${cache?.port ?? 0}`),
      remoteWrite: managed && {
        url: pulumi.interpolate`${managed.endpoint}api/v1/remote_write`,
        region: managed.region,
      },
    })
    .apply(({ clusterArn, remoteWrite, ...addresses }) =>
      prometheusConfiguration(system, {
        addresses,
        discovery: awsDiscovery({ region: parseArn(clusterArn).region, clusterArn, domain: namespace }, DETECTION),
        ...(remoteWrite !== undefined && { remoteWrite }),
        ...(instancesOf("prometheus", args) > 1 && { replica: REPLICA }),
      }),
    );
}

function grafanaTexts({ args, managed }: FileContext): pulumi.Output<Record<string, string>> {
  const { cluster, namespace, system } = args;
  return pulumi
    .output({
      clusterArn: cluster.clusterArn,
      managedPrometheus: managed && { endpoint: managed.endpoint, region: managed.region },
    })
    .apply(({ clusterArn, managedPrometheus }) => {
      const files = grafanaFiles(system, {
        directory: PATHS.configuration,
        port: MONITORING_PARTS.grafana,
        addresses: {
          prometheus: urlOf("prometheus", namespace, MONITORING_PARTS.prometheus),
          alertmanager: urlOf("alertmanager", namespace, MONITORING_PARTS.alertmanager),
          jaeger: urlOf("jaeger", namespace, TRACING_PORTS.query),
          region: parseArn(clusterArn).region,
          managedPrometheus,
          scrapeSeconds: SCRAPE_SECONDS,
        },
      });
      return Object.fromEntries(files.map(({ path, content }) => [path, content]));
    });
}

function jaegerText(args: MonitoringStackArgs): string {
  return jaegerConfiguration({
    storage: traceStorage(args.tracing),
    memoryMebibytes: memoryMebibytes(sizeOf("jaeger", args).memory),
    instances: instancesOf("jaeger", args),
  });
}

function collectorText(args: MonitoringStackArgs): string {
  return collectorConfiguration(
    {
      sampling: args.tracing?.sampling ?? DEFAULT_SAMPLING,
      memoryMebibytes: memoryMebibytes(sizeOf("otel-collector", args).memory),
      instances: instancesOf("otel-collector", args),
    },
    { collector: hostOf("otel-collector", args.namespace), jaeger: hostOf("jaeger", args.namespace) },
  );
}

/** By which exporters verify the servers of the database. */
function authorities({ cluster, database }: MonitoringStackArgs): PartFiles {
  if (database === undefined) return {};
  const ofRegion = pulumi.output(cluster.clusterArn).apply((arn) => databaseAuthorities(parseArn(arn).region));
  return { [AUTHORITIES_FILE]: database.authorities ?? ofRegion };
}

function cloudWatchText({ cluster, system, ...args }: MonitoringStackArgs): pulumi.Output<string> {
  return pulumi
    .output({
      clusterArn: cluster.clusterArn,
      loadBalancer: args.loadBalancer?.loadBalancerDimension,
      targetGroups: mapped(args.loadBalancer?.targetGroupDimensions ?? {}, (groups) => pulumi.all([...groups])),
      databaseServers: identifiers(args.database),
      cacheNodes: identifiers(args.cache),
      queues: args.queues ?? {},
    })
    .apply(({ clusterArn, loadBalancer, ...names }) =>
      cloudWatchConfiguration(system, {
        ...names,
        region: parseArn(clusterArn).region,
        ...(loadBalancer !== undefined && { loadBalancer }),
      }),
    );
}

/**
 * Identifiers of a store's servers, which begin their hosts' names (Amazon RDS User Guide and Amazon ElastiCache User
 * Guide, "Finding connection endpoints").
 */
function identifiers(store: WatchedStore | undefined): Record<string, pulumi.Output<string>> {
  return mapped(store?.hosts ?? {}, (host) => pulumi.output(host).apply((known) => known.split(".")[0] ?? known));
}

function mapped<Value, Result>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
