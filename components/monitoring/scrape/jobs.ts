import { durationText } from "../../shared/quantity";
import type { MonitoredService, MonitoredSystem } from "../description";
import type { DetectionSettings } from "../detection";
import { JOBS } from "../jobs";
import { EXPORTER_PORTS, EXPORTERS, MONITORING_PARTS, type MonitoringPart } from "../parts";
import { type Probe, probesOf } from "../probes";
import type { Discovery } from "./discovery";
import { copiedLabel, fixedLabel, type RelabelStep, taskLabels } from "./relabelling";
import { scrapeConfig, type ScrapeConfig } from "./scrape-config";

/** What of a system is known only once it is deployed. */
export interface ScrapeAddresses {
  /** Names of the ECS services, by the names of the services. */
  readonly ecsServices: Readonly<Record<string, string>>;
  /** Addresses of the cache's nodes as redis_exporter takes them (`rediss://host:port`), by the names of the nodes. */
  readonly cacheNodes: Readonly<Record<string, string>>;
}

/** Metrics of its own that each service tells. */
export function applicationJobs(
  system: MonitoredSystem,
  addresses: ScrapeAddresses,
  discovery: Discovery,
): ScrapeConfig[] {
  return system.services.flatMap((service) =>
    service.metricsPath === undefined
      ? []
      : [
          scrapeConfig(JOBS.application, service.name, discovery.tasksOf(service), {
            metrics_path: service.metricsPath,
            relabel_configs: taskLabels(service.name, ecsServiceOf(service, addresses)),
          }),
        ],
  );
}

/** Probes of each task's health endpoints, through the blackbox exporter. */
export function probeJobs(
  system: MonitoredSystem,
  addresses: ScrapeAddresses,
  discovery: Discovery,
  detection: DetectionSettings,
): ScrapeConfig[] {
  const blackbox = discovery.addressOf("blackbox", MONITORING_PARTS.blackbox);
  return system.services.flatMap((service) =>
    probesOf(service, detection).map((probe) =>
      scrapeConfig(JOBS.probe, `${service.name}-${probe.path ?? probe.module}`, discovery.tasksOf(service), {
        scrape_interval: durationText(probe.intervalSeconds),
        scrape_timeout: durationText(probe.scrapeTimeoutSeconds),
        metrics_path: "/probe",
        params: { module: [probe.module] },
        relabel_configs: [
          ...taskLabels(service.name, ecsServiceOf(service, addresses)),
          fixedLabel("covers", probe.covers),
          ...probeTarget(probe),
          fixedLabel("__address__", blackbox),
        ],
        metric_relabel_configs: [PROBE_RESULTS],
      }),
    ),
  );
}

/** Seconds between two looks at a certificate, which lasts for months. */
const CERTIFICATE_SECONDS = 60;
const TLS_PORT = 443;

/** The certificate that clients of the load balancer see. */
export function certificateJobs({ loadBalancer }: MonitoredSystem, discovery: Discovery): ScrapeConfig[] {
  if (loadBalancer?.domainName === undefined) return [];
  const target = { static_configs: [{ targets: [`${loadBalancer.domainName}:${TLS_PORT}`] }] };
  return [
    scrapeConfig(JOBS.probe, "certificate", target, {
      scrape_interval: durationText(CERTIFICATE_SECONDS),
      metrics_path: "/probe",
      params: { module: ["certificate"] },
      relabel_configs: [
        copiedLabel("__address__", "__param_target"),
        copiedLabel("__address__", "instance"),
        fixedLabel("__address__", discovery.addressOf("blackbox", MONITORING_PARTS.blackbox)),
      ],
      metric_relabel_configs: [{ ...PROBE_RESULTS, regex: "probe_ssl_earliest_cert_expiry" }],
    }),
  ];
}

/** A probe tells some thirty metrics, every few seconds and of each task: these are all that is looked at. */
const PROBE_RESULTS: RelabelStep = {
  source_labels: ["__name__"],
  regex: "probe_(success|duration_seconds|http_status_code)",
  action: "keep",
};

function probeTarget({ path }: Probe): RelabelStep[] {
  if (path === undefined) return [copiedLabel("__address__", "__param_target")];
  return [
    fixedLabel("path", path),
    { source_labels: ["__address__"], target_label: "__param_target", replacement: `http://$1${path}` },
  ];
}

/** The exporters of the data stores and of CloudWatch. */
export function exporterJobs(
  system: MonitoredSystem,
  addresses: ScrapeAddresses,
  discovery: Discovery,
): ScrapeConfig[] {
  const servers = (system.database?.servers ?? []).map(({ name }, index) =>
    scrapeConfig(JOBS.database, name, discovery.instancesOf(EXPORTERS, EXPORTER_PORTS.database + index), {
      relabel_configs: [fixedLabel("server", name)],
    }),
  );
  const nodes = (system.cache?.nodes ?? []).map((name) =>
    scrapeConfig(JOBS.cache, name, discovery.instancesOf(EXPORTERS, EXPORTER_PORTS.cache), {
      metrics_path: "/scrape",
      params: { target: [addresses.cacheNodes[name] ?? name] },
      relabel_configs: [fixedLabel("node", name)],
    }),
  );
  const cloudWatch = scrapeConfig(
    JOBS.cloudWatch,
    undefined,
    discovery.instancesOf(EXPORTERS, EXPORTER_PORTS.cloudwatch),
    {
      scrape_interval: durationText(CLOUDWATCH_SECONDS),
      metric_relabel_configs: CLOUDWATCH_LABELS,
    },
  );
  return [...servers, ...nodes, cloudWatch];
}

/** The exporter tells the labels of its configuration with a prefix. */
const CLOUDWATCH_LABELS: readonly RelabelStep[] = [
  { regex: "custom_tag_(.+)", replacement: "$1", action: "labelmap" },
  { regex: "custom_tag_.+", action: "labeldrop" },
];

/** CloudWatch has a value a minute. */
const CLOUDWATCH_SECONDS = 60;

/** The parts of the monitoring themselves. */
export function partJobs(parts: readonly MonitoringPart[], discovery: Discovery): ScrapeConfig[] {
  return parts.map((part) => scrapeConfig(part, undefined, discovery.instancesOf(part, MONITORING_PARTS[part]), {}));
}

/** Name of a service's ECS service: its own name where none is told, as on one machine. */
function ecsServiceOf({ name }: MonitoredService, { ecsServices }: ScrapeAddresses): string {
  return ecsServices[name] ?? name;
}
