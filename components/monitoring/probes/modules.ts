import { durationText } from "../../shared/quantity";
import type { HealthCoverage, MonitoredService } from "../description";
import { DETECTION, type DetectionSettings, scrapeTimeoutSeconds } from "../detection";
import { toYaml } from "../yaml.cjs";

/** Names of the blackbox exporter's modules. */
export type ProbeModule = HealthCoverage | "connection" | "certificate";

/** A probe that each task of a service gets. */
export interface Probe {
  /** How the prober asks. */
  readonly module: ProbeModule;
  /** What the address looks at. */
  readonly covers: HealthCoverage;
  /** Path of the address that is asked for; undefined where a connection is all that can be tried. */
  readonly path: string | undefined;
  /** Time between two probes. */
  readonly intervalSeconds: number;
  /** Time after which Prometheus gives a probe up. */
  readonly scrapeTimeoutSeconds: number;
}

/** Seconds within which a check of dependencies has to answer. */
const CHECK_TIMEOUT_SECONDS = 5;
/** Seconds between two checks of dependencies, which each ask the database and whatever else is needed. */
const CHECK_INTERVAL_SECONDS = 15;

/**
 * The probes of a service: each of its health endpoints. One that has none of its own is tried by a connection, so that
 * its death is noticed as well.
 */
export function probesOf(service: MonitoredService, { probe }: DetectionSettings = DETECTION): Probe[] {
  const instance = { intervalSeconds: probe.intervalSeconds, scrapeTimeoutSeconds: scrapeTimeoutSeconds(probe) };
  const check = {
    intervalSeconds: CHECK_INTERVAL_SECONDS,
    scrapeTimeoutSeconds: scrapeTimeoutSeconds({ ...probe, timeoutSeconds: CHECK_TIMEOUT_SECONDS }),
  };
  const probes = service.healthEndpoints.map(({ path, covers }) => ({
    module: covers,
    covers,
    path,
    ...(covers === "instance" ? instance : check),
  }));
  if (probes.some(({ covers }) => covers === "instance")) return probes;
  return [{ module: "connection", covers: "instance", path: undefined, ...instance }, ...probes];
}

/** Configuration of the blackbox exporter, in YAML. */
export function blackboxConfiguration(settings: DetectionSettings = DETECTION): string {
  const { timeoutSeconds } = settings.probe;
  const modules: Record<ProbeModule, object> = {
    instance: httpModule(timeoutSeconds),
    dependencies: httpModule(CHECK_TIMEOUT_SECONDS),
    performance: httpModule(CHECK_TIMEOUT_SECONDS),
    connection: {
      prober: "tcp",
      timeout: durationText(timeoutSeconds),
      tcp: { preferred_ip_protocol: "ip4", ip_protocol_fallback: false },
    },
    // Its end counts alone: a certificate that nobody trusts any more would tell nothing of it if it were verified.
    certificate: {
      prober: "tcp",
      timeout: durationText(CHECK_TIMEOUT_SECONDS),
      tcp: {
        tls: true,
        tls_config: { insecure_skip_verify: true },
        preferred_ip_protocol: "ip4",
        ip_protocol_fallback: false,
      },
    },
  };
  return toYaml({ modules });
}

/**
 * An endpoint is healthy when it answers with 200 itself: another address may be well while this one isn't. A page of
 * HTML is what proxies and single-page applications answer to any path, and tells nothing of the health.
 */
function httpModule(timeoutSeconds: number): object {
  return {
    prober: "http",
    timeout: durationText(timeoutSeconds),
    http: {
      method: "GET",
      valid_status_codes: [200],
      follow_redirects: false,
      fail_if_body_matches_regexp: ["(?i)<html[ >]"],
      preferred_ip_protocol: "ip4",
      ip_protocol_fallback: false,
    },
  };
}

/** Arguments of the blackbox exporter. */
export function blackboxArguments(files: { readonly configuration: string }, port: number): string[] {
  return [`--config.file=${files.configuration}`, `--web.listen-address=:${port}`];
}
