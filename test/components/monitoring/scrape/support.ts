import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import {
  type Discovery,
  prometheusConfiguration,
  type PrometheusSettings,
  staticDiscovery,
} from "../../../../components/monitoring";
import { monitoredSystem } from "../system";
import { runTool } from "../../../support/monitoring/tools";
import { temporaryDirectory } from "../../../support/temporary-directory";

export interface Configuration {
  readonly global: { readonly external_labels: Record<string, string> } & Record<string, unknown>;
  readonly rule_files: readonly string[];
  readonly alerting: Record<string, unknown>;
  readonly scrape_configs: readonly (Record<string, unknown> & { readonly job_name: string })[];
  readonly remote_write?: readonly unknown[];
  readonly storage: unknown;
}

export const ADDRESSES = {
  ecsServices: { enterprise: "enterprise-3f2a", worker: "worker-77aa" },
  cacheNodes: { "node-1": "rediss://cache-001.euw1.cache.amazonaws.com:6379" },
};

/** Labels as ECS discovery gives them. */
export function ecsLabels(service: string, overrides: Record<string, string> = {}): Record<string, string> {
  return {
    __meta_ecs_service: service,
    __meta_ecs_last_status: "RUNNING",
    __meta_ecs_task_arn: "arn:aws:ecs:eu-west-1:123456789012:task/proofpix/0f9de17a6465404e8b1b2356dc13c2f8",
    __meta_ecs_task_definition: "arn:aws:ecs:eu-west-1:123456789012:task-definition/proofpix-enterprise:12",
    __meta_ecs_availability_zone: "eu-west-1a",
    ...overrides,
  };
}

export const KNOWN: Discovery = staticDiscovery(
  {
    enterprise: [
      { address: "10.0.1.17:3000", labels: ecsLabels("enterprise-3f2a") },
      { address: "10.0.1.18:3000", labels: ecsLabels("enterprise-3f2a", { __meta_ecs_last_status: "STOPPING" }) },
      { address: "10.0.1.19:3000", labels: ecsLabels("worker-77aa") },
    ],
    worker: [{ address: "10.0.1.19:3000", labels: ecsLabels("worker-77aa") }],
  },
  (part, port) => `${part}.test:${port}`,
);

const { services, ...rest } = monitoredSystem();

/** The worker tells no metrics, and answers no health check. */
const SYSTEM = {
  ...rest,
  services: services.map((service) =>
    service.name === "worker" ? { ...service, metricsPath: undefined, healthEndpoints: [] } : service,
  ),
};

export function configurationText(settings: Partial<PrometheusSettings> = {}): string {
  return prometheusConfiguration(SYSTEM, { addresses: ADDRESSES, discovery: KNOWN, ...settings });
}

export function configuration(settings: Partial<PrometheusSettings> = {}): Configuration {
  return parse(configurationText(settings)) as Configuration;
}

/** A directory with a configuration and its rules, none. */
export function written(text: string): string {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, "prometheus.yml"), text);
  writeFileSync(join(directory, "rules.yml"), "groups: []\n");
  return directory;
}

/**
 * What becomes of the targets of a scrape configuration, by the real relabelling: the labels of those that are kept,
 * and undefined for each that is dropped. promtool tells them in any order.
 */
export function relabelled(job: string): (Record<string, string> | undefined)[] {
  const directory = written(configurationText());
  const args = ["check", "service-discovery", "--timeout=1s", "prometheus.yml", job];
  const { output, succeeded } = runTool("promtool", args, directory);
  if (!succeeded) throw new Error(output);
  const targets = JSON.parse(output) as { readonly labels?: Record<string, string> }[];
  const kept = targets.flatMap(({ labels = {} }) => (Object.keys(labels).length === 0 ? [] : [labels]));
  kept.sort((one, other) => ((one.instance ?? "") < (other.instance ?? "") ? -1 : 1));
  return targets.map((_, index) => kept[index]);
}
