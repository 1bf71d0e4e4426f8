import { setTimeout } from "node:timers/promises";
import { DETECTION, detectionTime } from "../../components/monitoring";
import { startLocalMonitoring } from "../../monitor/local-monitoring";
import { sampleSystem } from "../../monitor/sample-system";
import { listenForAlerts, type ToldAlert } from "../../monitor/webhook";
import { buildProduct, ProductProcess } from "../examples/enterprise/servers/product";
import { eventually } from "../examples/enterprise/servers/eventually";
import { setStage, type Stage } from "../examples/enterprise/servers/stage";
import { temporaryDirectory } from "../support/temporary-directory";

let stage: Stage;

beforeAll(async () => {
  stage = await setStage({ replicas: 0 });
  buildProduct(stage.directory, ["server"]);
});

afterAll(() => stage.end());

function startInstance(port = "0"): ProductProcess {
  return new ProductProcess(stage.directory, "server", { ...stage.environment, PORT: port });
}

describe("the generated monitoring of the sample product", () => {
  it("tells that a killed instance is dead, in time, once, and that it lives again", async () => {
    const webhook = await listenForAlerts();
    const [dying, living] = [startInstance(), startInstance()];
    const addresses = await Promise.all([dying, living].map(async (one) => new URL(await one.url()).host));
    const [dead = ""] = addresses;
    const monitoring = await startLocalMonitoring({
      directory: temporaryDirectory(),
      system: sampleSystem({ instances: 2 }),
      instances: { enterprise: addresses },
      receiver: { kind: "webhook", url: webhook.url },
    });
    const told = (alertname: string, status: ToldAlert["status"]): ToldAlert[] =>
      webhook.told.filter((alert) => alert.labels.alertname === alertname && alert.status === status);
    try {
      await eventually(() => requireAllProbed(monitoring.prometheusUrl, addresses.length));
      expect(told("InstanceDown", "firing")).toEqual([]);

      const killed = performance.now();
      await dying.stop("SIGKILL");
      const [alert] = await eventually(() => required(told("InstanceDown", "firing")));

      expect(alert?.labels).toMatchObject({
        environment: "local",
        service: "enterprise",
        instance: dead,
        severity: "critical",
      });
      expect(((alert?.at ?? Infinity) - killed) / 1000).toBeLessThan(detectionTime(DETECTION).seconds);

      const successor = startInstance(dead.split(":").at(-1));
      try {
        await eventually(() => required(told("InstanceDown", "resolved")));
      } finally {
        await successor.stop();
      }
      // The service is below its minimum, too, which follows from the dead instance: nobody is told of that.
      await setTimeout(DETECTION.grouping.intervalSeconds * 1000);
      expect(told("InstancesMissing", "firing")).toEqual([]);
      expect(told("InstanceDown", "firing")).toHaveLength(1);
    } finally {
      await Promise.all([monitoring.stop(), living.stop()]);
      webhook.close();
    }
  });
});

/** Throws until each instance has answered a probe. */
async function requireAllProbed(prometheusUrl: string, instances: number): Promise<void> {
  const query = new URLSearchParams({ query: 'count(probe_success{covers="instance"} == 1)' });
  const response = await fetch(`${prometheusUrl}/api/v1/query?${query.toString()}`);
  const { data } = (await response.json()) as { data: { result: readonly { value: readonly [number, string] }[] } };
  if (data.result[0]?.value[1] !== String(instances)) throw new Error(`not all ${instances} instances are probed yet`);
}

function required<Element>(found: readonly Element[]): readonly Element[] {
  if (found.length === 0) throw new Error("nobody was told yet");
  return found;
}
