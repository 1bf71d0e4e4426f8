import { join } from "node:path";
import { alertmanagerArguments, alertmanagerConfiguration } from "../../../../components/monitoring";
import { CAUSES } from "../../../../components/monitoring/alertmanager/inhibition";
import { alertsOf } from "../../../../components/monitoring/rules";
import { eventually } from "../../../examples/enterprise/servers/eventually";
import { freePort } from "../../../examples/enterprise/servers/free-port";
import { ServerProcess } from "../../../examples/enterprise/servers/server-process";
import { runTool } from "../../../support/monitoring/tools";
import { monitoredSystem } from "../system";
import { written } from "./support";

type Labels = Readonly<Record<string, string>>;

/** Alerts of one environment, as their rules label them. */
const KINDS: readonly Labels[] = [
  { alertname: "InstanceDown", severity: "critical", service: "web", instance: "10.0.0.1:3000" },
  { alertname: "InstancesMissing", severity: "critical", service: "web" },
  { alertname: "InstancesMissing", severity: "critical", service: "worker" },
  { alertname: "InstanceDown", severity: "critical", service: "shop", instance: "10.0.0.4:3000" },
  { alertname: "EventLoopLag", severity: "warning", service: "shop", instance: "10.0.0.4:3000" },
  { alertname: "EventLoopLag", severity: "warning", service: "shop", instance: "10.0.0.5:3000" },
  { alertname: "CacheDown", severity: "critical", node: "node-1" },
  { alertname: "CacheMemoryHigh", severity: "warning", node: "node-1" },
  { alertname: "CacheMemoryHigh", severity: "warning", node: "node-2" },
  { alertname: "DependencyDown", severity: "critical", service: "web", check: "cache" },
  { alertname: "HighErrorRatio", severity: "critical", service: "api" },
  { alertname: "SlowResponses", severity: "warning", service: "api" },
  { alertname: "EventLoopLag", severity: "warning", service: "api", instance: "10.0.0.3:3000" },
  { alertname: "QueueTooLong", severity: "warning", queue: "jobs" },
];
const ALERTS = KINDS.map((labels) => ({ environment: "production", ...labels }));

describe("inhibition", () => {
  it("mutes what is explained by another alert, and nothing else, in the real Alertmanager", async () => {
    runTool("prometheus-alertmanager", ["--version"]);
    const directory = written();
    const port = await freePort();
    const server = new ServerProcess({
      command: "prometheus-alertmanager",
      args: alertmanagerArguments({
        port,
        configurationFile: join(directory, "alertmanager.yml"),
        dataDirectory: join(directory, "data"),
      }),
      port,
    });
    await server.start();
    try {
      const url = `http://127.0.0.1:${port}/api/v2/alerts`;
      const muted = async (): Promise<string[]> => {
        const alerts = (await (await fetch(`${url}?active=false&inhibited=true`)).json()) as { labels: Labels }[];
        const names = alerts.map(({ labels }) => described(labels));
        return ALERTS.map(described).filter((alert) => names.includes(alert));
      };
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(ALERTS.map((labels) => ({ labels }))),
      });
      expect(response.status).toBe(200);
      await eventually(async () => {
        expect(await muted()).toEqual([
          "InstancesMissing web",
          "EventLoopLag shop 10.0.0.4:3000",
          "CacheMemoryHigh node-1",
          "DependencyDown web",
          "SlowResponses api",
          "EventLoopLag api 10.0.0.3:3000",
        ]);
      });
    } finally {
      await server.stop();
    }
  });

  it("knows alerts that there are", () => {
    const names = alertsOf(monitoredSystem()).map(({ name }) => name);

    expect(names).toEqual(
      expect.arrayContaining(CAUSES.flatMap(({ cause, consequences }) => [cause, ...consequences])),
    );
  });

  it("belongs to the configuration", () => {
    expect(alertmanagerConfiguration({ receivers: { critical: [], warning: [] } })).toContain("inhibit_rules:");
  });
});

function described({ alertname = "", service = "", instance = "", node = "" }: Labels): string {
  return [alertname, service, instance, node].filter((part) => part !== "").join(" ");
}
