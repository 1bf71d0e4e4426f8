import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { DETECTION, detectionTime } from "../components/monitoring";
import { type HealthyHour, healthyHour } from "../monitor/healthy-hour";
import { startLocalMonitoring } from "../monitor/local-monitoring";
import { sampleSystem } from "../monitor/sample-system";
import { listenForAlerts, type ToldAlert, type Webhook } from "../monitor/webhook";
import { Endings } from "../test/examples/enterprise/servers/endings";
import { eventually } from "../test/examples/enterprise/servers/eventually";
import { buildProduct, ProductProcess } from "../test/examples/enterprise/servers/product";

/** How soon dead instances are told of, and how seldom living ones. */
export interface DetectionFigures {
  /** Seconds from each kill to its alert. */
  readonly kills: readonly number[];
  /** Seconds that the worst case of the settings takes. */
  readonly worstCase: number;
  readonly healthy: HealthyHour;
}

/** Instances that are killed. */
export const INSTANCES = 5;
const HEALTHY = { instances: 20, errorRate: 0.002, seed: 5 };

/**
 * Kills instances of the sample product under the generated monitoring, each at a random moment of the rhythms of
 * probes and evaluations, and takes the time until a webhook is told.
 * @param rounds times that each of five instances is killed.
 */
export async function measureDetection(rounds: number, progress: (what: string) => void): Promise<DetectionFigures> {
  progress("a healthy hour");
  const healthy = healthyHour(HEALTHY);
  const endings = new Endings();
  try {
    const folder = mkdtempSync(join(tmpdir(), "proofpix-bench-"));
    endings.add(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    const webhook = await listenForAlerts();
    endings.add(webhook.close);
    buildProduct(folder, ["server"]);
    const start = (port: string): ProductProcess => new ProductProcess(folder, "server", { PORT: port });
    const instances = Array.from({ length: INSTANCES }, () => start("0"));
    endings.add(() => Promise.all(instances.map((one) => one.stop())));
    const addresses = await Promise.all(instances.map(async (one) => new URL(await one.url()).host));
    const monitoring = await startLocalMonitoring({
      directory: join(folder, "monitoring"),
      system: sampleSystem({ instances: INSTANCES }),
      instances: { enterprise: addresses },
      receiver: { kind: "webhook", url: webhook.url },
    });
    endings.add(monitoring.stop);
    await setTimeout(SETTLED_MS);
    progress(`${rounds * INSTANCES} kills`);
    const seconds = await Promise.all(
      addresses.map(async (address, index) => {
        const times: number[] = [];
        for (let round = 0; round < rounds; round++) {
          await setTimeout(Math.random() * RHYTHM_MS);
          times.push(await timeOfDeath(instances, index, address, webhook));
          instances[index] = start(address.split(":").at(-1) ?? "0");
          await eventually(() => requireLatest(webhook, address, "resolved"));
        }
        return times;
      }),
    );
    return { kills: seconds.flat(), worstCase: detectionTime(DETECTION).seconds, healthy };
  } finally {
    await endings.run();
  }
}

/** Time until each instance has been probed. */
const SETTLED_MS = 15_000;
/** Two intervals of probes and evaluations: a kill may meet any moment of both. */
const RHYTHM_MS = 10_000;

async function timeOfDeath(
  instances: readonly ProductProcess[],
  index: number,
  address: string,
  webhook: Webhook,
): Promise<number> {
  const killed = performance.now();
  await instances[index]?.stop("SIGKILL");
  const { at } = await eventually(() => requireLatest(webhook, address, "firing"));
  return (at - killed) / 1000;
}

/** The latest that was told of an instance, once it has a status. */
function requireLatest({ told }: Webhook, address: string, status: ToldAlert["status"]): ToldAlert {
  const latest = told.filter(({ labels }) => labels.alertname === "InstanceDown" && labels.instance === address).at(-1);
  if (latest?.status !== status) throw new Error(`${address} isn't ${status} yet`);
  return latest;
}
