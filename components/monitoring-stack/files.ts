import * as pulumi from "@pulumi/pulumi";
import {
  alertmanagerConfiguration,
  awsDiscovery,
  blackboxConfiguration,
  DETECTION,
  grafanaFiles,
  MESSAGE_TEMPLATES,
  MONITORING_PARTS,
  prometheusConfiguration,
  TEMPLATE_FILE,
} from "../monitoring";
import { parseArn } from "../shared/arn";
import type { Alerting } from "./alerting";
import type { MonitoringStackArgs } from "./args";
import type { PartFiles } from "./configuration-bundle";
import type { ManagedPrometheus } from "./managed-prometheus";
import { type PartName, PATHS, PORTS, urlOf } from "./part-names";
import { instancesOf } from "./sizes";

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
  return {
    prometheus: { "prometheus.yml": prometheusText(context) },
    alertmanager: {
      "alertmanager.yml": context.alerting.settings.apply(alertmanagerConfiguration),
      [TEMPLATE_FILE]: MESSAGE_TEMPLATES,
    },
    grafana: grafanaText(context),
    jaeger: {},
    "otel-collector": {},
    blackbox: { "blackbox.yml": blackboxConfiguration() },
    exporters: {},
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

function grafanaText({ args, managed }: FileContext): pulumi.Output<Record<string, string>> {
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
          jaeger: urlOf("jaeger", namespace, PORTS.jaeger),
          region: parseArn(clusterArn).region,
          managedPrometheus,
          scrapeSeconds: SCRAPE_SECONDS,
        },
      });
      return Object.fromEntries(files.map(({ path, content }) => [path, content]));
    });
}

function mapped<Value, Result>(
  values: Readonly<Record<string, Value>>,
  change: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
