import { durationText } from "../../shared/quantity";
import type { MonitoredSystem } from "../description";
import { DETECTION, type DetectionSettings } from "../detection";
import { MONITORING_PARTS, type MonitoringPart } from "../parts";
import { toYaml } from "../yaml.cjs";
import type { Discovery } from "./discovery";
import { applicationJobs, certificateJobs, exporterJobs, partJobs, probeJobs, type ScrapeAddresses } from "./jobs";
import { remoteWrite, type RemoteWriteSettings } from "./remote-write";
import type { ScrapeConfig } from "./scrape-config";

/** How Prometheus reads, evaluates and tells. */
export interface PrometheusSettings {
  /** Addresses of what Prometheus asks. */
  readonly addresses: ScrapeAddresses;
  /** How Prometheus finds targets. */
  readonly discovery: Discovery;
  /** How often instances are probed. @default - as `DETECTION` says */
  readonly detection?: DetectionSettings;
  /** Files of rules, beside the configuration. @default ["rules.yml"] */
  readonly ruleFiles?: readonly string[];
  /** Parts of the monitoring that run. @default - all */
  readonly parts?: readonly MonitoringPart[];
  /**
   * Name of this Prometheus among several that read the same, of which Amazon Managed Prometheus then keeps each sample
   * once. `${VARIABLE}` is the value of an environment variable.
   * @default - it is the only one
   */
  readonly replica?: string;
  /** Workspace that gets the samples too. @default - nothing is kept elsewhere */
  readonly remoteWrite?: RemoteWriteSettings;
}

/**
 * Seconds between two scrapes of what isn't probed, and between two evaluations of rules without a rhythm of their own.
 */
const INTERVAL_SECONDS = 15;
const TIMEOUT_SECONDS = 10;
/** Exemplars that are kept in memory, of all series: about 10 MB. */
const EXEMPLARS = 100_000;
/** Labels by which Amazon Managed Prometheus knows samples that several Prometheus servers send. */
const REPLICA_LABELS = ["cluster", "__replica__"] as const;

/** Prometheus' configuration, in YAML. */
export function prometheusConfiguration(system: MonitoredSystem, settings: PrometheusSettings): string {
  const { ruleFiles = ["rules.yml"], remoteWrite: remote } = settings;
  return toYaml({
    global: {
      scrape_interval: durationText(INTERVAL_SECONDS),
      scrape_timeout: durationText(TIMEOUT_SECONDS),
      evaluation_interval: durationText(INTERVAL_SECONDS),
      external_labels: externalLabels(system, settings),
    },
    rule_files: ruleFiles,
    alerting: alerting(settings),
    scrape_configs: scrapeConfigs(system, settings),
    ...(remote !== undefined && { remote_write: [remoteWrite(remote)] }),
    storage: { exemplars: { max_exemplars: EXEMPLARS } },
  });
}

/**
 * Labels of all that leaves this Prometheus. Those of a replica are as Amazon Managed Service for Prometheus' User
 * Guide has them, "Send high availability data to Amazon Managed Service for Prometheus with Prometheus".
 */
function externalLabels({ environment }: MonitoredSystem, { replica }: PrometheusSettings): Record<string, string> {
  const [group, member] = REPLICA_LABELS;
  return { environment, ...(replica !== undefined && { [group]: environment, [member]: replica }) };
}

function alerting({ discovery, replica }: PrometheusSettings): object {
  return {
    // Alertmanager knows an alert by its labels: that of two replicas is to be one alert.
    ...(replica !== undefined && {
      alert_relabel_configs: [{ regex: REPLICA_LABELS.join("|"), action: "labeldrop" }],
    }),
    alertmanagers: [
      { ...discovery.instancesOf("alertmanager", MONITORING_PARTS.alertmanager), api_version: "v2", timeout: "2s" },
    ],
  };
}

function scrapeConfigs(system: MonitoredSystem, settings: PrometheusSettings): ScrapeConfig[] {
  const { addresses, discovery, detection = DETECTION, parts = allParts() } = settings;
  return [
    ...applicationJobs(system, addresses, discovery),
    ...probeJobs(system, addresses, discovery, detection),
    ...certificateJobs(system, discovery),
    ...exporterJobs(system, addresses, discovery),
    ...partJobs(parts, discovery),
  ];
}

function allParts(): MonitoringPart[] {
  return Object.keys(MONITORING_PARTS) as MonitoringPart[];
}
