import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { monitoredCache } from "../components/cache/monitored";
import { monitoredDatabase } from "../components/database/monitored";
import { DETECTION, detectionTime } from "../components/monitoring";
import { Endings } from "../test/examples/enterprise/servers/endings";
import type { Stage } from "../test/examples/enterprise/servers/stage";
import { startExporters } from "./exporters";
import { type LocalMonitoring, startLocalMonitoring } from "./local-monitoring";
import { type LocalProduct, startProduct } from "./product";
import { installation, installedPrograms, type Program } from "./programs";
import { sampleSystem } from "./sample-system";
import { listenForAlerts, type ToldAlert } from "./webhook";

type Say = (line: string) => void;

/** Where the command says what: what was asked for, and what happens meanwhile. */
interface Voices {
  readonly print: Say;
  readonly report: Say;
}

const INSTANCES = 2;
const NEEDED: readonly Program[] = ["prometheus", "alertmanager", "blackbox"];

/**
 * `npm run monitor`: the generated monitoring on this machine, until Ctrl-C.
 * @param installed the command of each program that is installed.
 * @returns the exit code.
 */
export async function monitor({ print, report }: Voices, installed = installedPrograms()): Promise<number> {
  const missing = NEEDED.filter((program) => !installed.has(program));
  if (missing.length > 0) {
    report(`${missing.join(", ")} can't be found; install what lacks: ${installation(missing)}`);
    return 1;
  }
  const asked = askedToEnd();
  asked.addEventListener("abort", () => {
    report("Ending …");
  });
  const endings = new Endings();
  try {
    report("Starting the product …");
    const product = await startProduct(INSTANCES, report, asked);
    endings.add(product.stop);
    asked.throwIfAborted();
    const monitoring = await startMonitoring(product, { print, report }, endings);
    asked.throwIfAborted();
    for (const line of whereToLook(product, monitoring)) print(line);
    await once(asked, "abort");
    return 0;
  } catch (error) {
    // A program that Ctrl-C ends makes the start fail, which may be seen before the Ctrl-C itself.
    await setTimeout(SIGNAL_MS);
    if (asked.aborted) return 0;
    throw error;
  } finally {
    await endings.run();
  }
}

/** Time in which a signal that came while a program was waited for is told. */
const SIGNAL_MS = 50;

/**
 * Aborted by the first Ctrl-C, as by a terminal that is closed; a second one doesn't end the ending, which would leave
 * programs behind.
 */
function askedToEnd(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGHUP", "SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      controller.abort();
    });
  }
  return controller.signal;
}

async function startMonitoring(
  product: LocalProduct,
  { print, report }: Voices,
  endings: Endings,
): Promise<LocalMonitoring> {
  const webhook = await listenForAlerts((alert) => {
    print(alertLine(alert));
  });
  endings.add(webhook.close);
  const stores = product.stage === undefined ? undefined : storesOf(product.stage);
  const exporters = stores === undefined ? undefined : await startExporters(stores);
  if (exporters !== undefined) endings.add(exporters.stop);
  const directory = mkdtempSync(join(tmpdir(), "proofpix-monitoring-"));
  endings.add(() => {
    rmSync(directory, { recursive: true, force: true });
  });
  report("Starting Prometheus, Alertmanager and the blackbox exporter …");
  const monitoring = await startLocalMonitoring({
    directory,
    system: sampleSystem({ instances: INSTANCES, ...(stores !== undefined && { stores }) }),
    instances: { enterprise: product.addresses },
    receiver: { kind: "webhook", url: webhook.url },
    ...(exporters !== undefined && { exporters: exporters.ports, cacheNodes: exporters.cacheNodes }),
  });
  endings.add(monitoring.stop);
  return monitoring;
}

/** The servers of this machine, described as those of the cloud are. */
function storesOf({ primary, redis }: Stage) {
  const engine = { kind: "instance", instanceClass: "db.m7g.large", storage: { size: "100Gi" } } as const;
  return {
    database: monitoredDatabase("database", { engine }),
    cache: monitoredCache("cache", { nodeType: "cache.m7g.large", replicas: 0 }),
    postgres: primary,
    redis,
  };
}

function whereToLook({ instances, addresses }: LocalProduct, monitoring: LocalMonitoring): string[] {
  const { prometheusUrl, alertmanagerUrl, blackboxUrl } = monitoring;
  const { seconds } = detectionTime(DETECTION);
  return [
    `Prometheus      ${prometheusUrl}/targets and ${prometheusUrl}/alerts`,
    `Alertmanager    ${alertmanagerUrl}`,
    `Blackbox        ${blackboxUrl}`,
    ...addresses.map(
      (address, index) =>
        `Instance ${index + 1}      http://${address}/metrics (process ${instances[index]?.pid ?? "?"})`,
    ),
    `Let one die:    kill -9 ${instances[0]?.pid ?? "<process>"}; its alert comes here within ${seconds} s.`,
    "Ctrl-C ends everything. Alerts:",
  ];
}

function alertLine({ status, labels, annotations }: ToldAlert): string {
  const summary = annotations.summary ?? labels.alertname ?? "";
  return `  ${new Date().toISOString()}  ${status === "firing" ? (labels.severity ?? "") : status}: ${summary}`;
}
