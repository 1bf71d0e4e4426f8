import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import {
  alertmanagerArguments,
  alertmanagerConfiguration,
  type AlertmanagerSettings,
  publishStatements,
} from "../../../../components/monitoring";
import { runTool } from "../../../support/monitoring/tools";
import { SETTINGS, written } from "./support";

interface Configuration {
  readonly global?: object;
  readonly route: { readonly routes: readonly Record<string, unknown>[] };
  readonly receivers: readonly (Record<string, unknown> & { readonly name: string })[];
  readonly inhibit_rules: readonly object[];
}

function configuration(settings: AlertmanagerSettings = SETTINGS): Configuration {
  return parse(alertmanagerConfiguration(settings)) as Configuration;
}

function receiver(name: string, settings?: AlertmanagerSettings) {
  return configuration(settings).receivers.find((entry) => entry.name === name);
}

/** Who is told of an alert with these labels, by the real routing. */
function routed(labels: Record<string, string>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  const args = ["config", "routes", "test", "--config.file=alertmanager.yml", ...pairs];
  return runTool("amtool", args, written()).output.split("\n", 1).join();
}

describe("Alertmanager's configuration", () => {
  it("is one that Alertmanager takes, with every kind of receiver", () => {
    const { output, succeeded } = runTool("amtool", ["check-config", "alertmanager.yml"], written());

    expect(output).toContain("SUCCESS");
    expect(output).toContain("1 templates");
    expect(succeeded).toBe(true);
  });

  it("has the address of a webhook in a file where it is secret, which Alertmanager takes from 0.26 on", () => {
    const settings = {
      ...SETTINGS,
      watchdog: { kind: "webhook", urlFile: "/etc/monitoring/secrets/watchdog" } as const,
    };

    expect(receiver("watchdog", settings)).toEqual({
      name: "watchdog",
      webhook_configs: [{ send_resolved: false, url_file: "/etc/monitoring/secrets/watchdog" }],
    });
  });

  it("names files of secrets, and holds none", () => {
    expect(receiver("critical")).toMatchObject({
      pagerduty_configs: [{ routing_key_file: "/etc/monitoring/secrets/pagerduty", send_resolved: true }],
      slack_configs: [{ api_url_file: "/etc/monitoring/secrets/slack", channel: "#outages" }],
      sns_configs: [{ topic_arn: "arn:aws:sns:eu-west-1:123456789012:critical", sigv4: { region: "eu-west-1" } }],
    });
    expect(receiver("payments-critical")).toEqual({
      name: "payments-critical",
      webhook_configs: [
        {
          send_resolved: true,
          url: "https://alerts.example.com/payments",
          http_config: { authorization: { credentials_file: "/etc/monitoring/secrets/token" } },
        },
      ],
    });
    expect(configuration().global).toEqual({
      smtp_smarthost: "smtp.example.com:587",
      smtp_from: "alerts@example.com",
      smtp_auth_username: "alerts",
      smtp_auth_password_file: "/etc/monitoring/secrets/mail",
      smtp_require_tls: true,
    });
  });

  it("has no server of mail where nobody is told by mail", () => {
    expect(configuration({ receivers: { critical: [], warning: [] } }).global).toBeUndefined();
  });

  it("tells nobody of the Watchdog where nobody listens", () => {
    expect(receiver("watchdog", { receivers: SETTINGS.receivers })).toEqual({ name: "watchdog" });
  });
});

describe("Alertmanager's routes", () => {
  it.each([
    ["a critical alert", { alertname: "InstanceDown", severity: "critical", team: "platform" }, "critical"],
    ["a warning", { alertname: "CacheMemoryHigh", severity: "warning", team: "platform" }, "warning"],
    [
      "a team's critical alert",
      { alertname: "InstanceDown", severity: "critical", team: "payments" },
      "payments-critical",
    ],
    ["a warning of a team that is told of critical ones alone", { severity: "warning", team: "payments" }, "warning"],
    ["an alert without a severity", { alertname: "Unknown" }, "critical"],
    ["the Watchdog", { alertname: "Watchdog", severity: "none", team: "platform" }, "watchdog"],
  ])("lead %s to the right receiver", (_name, labels, expected) => {
    expect(routed(labels)).toBe(expected);
  });

  it("hold critical alerts back for as long as the detection allows, and warnings longer", () => {
    const routes = configuration().route.routes;
    const route = (name: string) => routes.find(({ receiver: to }) => to === name);

    expect(route("critical")).toMatchObject({ group_wait: "2s", group_interval: "4s", repeat_interval: "1h" });
    expect(route("payments-critical")).toMatchObject({ group_wait: "2s", group_interval: "4s" });
    expect(route("warning")).toMatchObject({ group_wait: "30s", group_interval: "5m", repeat_interval: "12h" });
  });
});

describe("Alertmanager's messages", () => {
  const alert = (labels: object, annotations: object, status: string) => ({
    status,
    labels,
    annotations,
    startsAt: "2026-11-30T07:00:05.123Z",
    endsAt: "2026-11-30T07:10:05.123Z",
  });

  function rendered(template: string, status: string, labels: Record<string, string>): string {
    const directory = written();
    const annotations = {
      summary: "Instance 10.0.1.17:3000 of enterprise is down",
      description: "Its last 3 probes failed.",
      runbook_url: "https://docs.example.com/alerts#instancedown",
    };
    const data = {
      receiver: "critical",
      status,
      alerts: [alert(labels, annotations, status)],
      groupLabels: {},
      commonLabels: labels,
      commonAnnotations: annotations,
      externalURL: "https://alerts.example.com",
    };
    writeFileSync(join(directory, "data.json"), JSON.stringify(data));
    const args = ["template", "render", "--template.glob=*.tmpl", `--template.text={{ template "${template}" . }}`];
    const { output, succeeded } = runTool("amtool", [...args, "--template.data=data.json"], directory);
    expect(succeeded).toBe(true);
    return output.trim();
  }

  const labels = { alertname: "InstanceDown", severity: "critical", service: "enterprise", environment: "production" };

  it("say what is wrong, where, since when, and what to do", () => {
    expect(rendered("alert.title", "firing", labels)).toBe("[CRITICAL] InstanceDown of enterprise in production");
    expect(rendered("alert.text", "firing", labels)).toBe(
      [
        "Instance 10.0.1.17:3000 of enterprise is down",
        "Its last 3 probes failed.",
        "Since 2026-11-30 07:00:05 UTC",
        "What to do: https://docs.example.com/alerts#instancedown",
      ].join("\n"),
    );
    expect(rendered("alert.link", "firing", labels)).toBe("https://docs.example.com/alerts#instancedown");
    expect(rendered("alert.severity", "firing", labels)).toBe("critical");
    expect(rendered("alert.color", "firing", labels)).toBe("danger");
  });

  it("say when it is over", () => {
    expect(rendered("alert.title", "resolved", labels)).toBe("[RESOLVED] InstanceDown of enterprise in production");
    expect(rendered("alert.text", "resolved", labels)).toMatch(/^Resolved: Instance 10\.0\.1\.17:3000/);
    expect(rendered("alert.color", "resolved", labels)).toBe("good");
  });

  it("leave out the service of what has none", () => {
    const { alertname, severity, environment } = { ...labels, alertname: "DatabaseDown" };

    expect(rendered("alert.title", "firing", { alertname, severity, environment })).toBe(
      "[CRITICAL] DatabaseDown in production",
    );
  });
});

describe("Alertmanager's command line", () => {
  const settings = {
    port: 9093,
    configurationFile: "/etc/alertmanager/alertmanager.yml",
    dataDirectory: "/alertmanager",
  };

  it("keeps silences on its disk", () => {
    expect(alertmanagerArguments(settings)).toEqual([
      "--config.file=/etc/alertmanager/alertmanager.yml",
      "--storage.path=/alertmanager",
      "--data.retention=120h",
      "--web.listen-address=:9093",
      "--cluster.listen-address=",
    ]);
  });

  it("shares them with the others", () => {
    expect(alertmanagerArguments({ ...settings, cluster: { port: 9094, peers: ["alertmanager.test:9094"] } })).toEqual(
      expect.arrayContaining([
        "--cluster.listen-address=0.0.0.0:9094",
        "--cluster.peer-timeout=5s",
        "--cluster.peer=alertmanager.test:9094",
      ]),
    );
  });
});

describe("Alertmanager's permissions", () => {
  it("publish to its topics alone", () => {
    expect(publishStatements(SETTINGS)).toEqual([
      {
        Sid: "PublishAlerts",
        Effect: "Allow",
        Action: "sns:Publish",
        Resource: ["arn:aws:sns:eu-west-1:123456789012:critical"],
      },
    ]);
    expect(publishStatements({ receivers: { critical: [], warning: [] } })).toEqual([]);
  });
});
