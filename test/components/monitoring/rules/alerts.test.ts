import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import {
  alertsOf,
  type AlertingRule,
  DETECTION,
  type MonitoredSystem,
  RECORDING_GROUP,
  ruleFile,
  ruleFileYaml,
} from "../../../../components/monitoring";
import { dashboardsOf } from "../../../../components/monitoring/dashboards/catalogue";
import { burnRate } from "../../../../components/monitoring/objectives";
import { runTool } from "../../../support/monitoring/tools";
import { temporaryDirectory } from "../../../support/temporary-directory";
import { monitoredSystem } from "../system";

const SYSTEM = monitoredSystem();

function alertingRules(system: MonitoredSystem): AlertingRule[] {
  return ruleFile(system).groups.flatMap(({ rules }) => rules.filter((rule): rule is AlertingRule => "alert" in rule));
}

function named(system: MonitoredSystem, alert: string): AlertingRule[] {
  return alertingRules(system).filter((rule) => rule.alert === alert);
}

describe("an alerting rule", () => {
  const rules = alertingRules(SYSTEM);

  it("has a severity, a team, and where to read on", () => {
    for (const { alert, labels, annotations } of rules) {
      expect(labels.severity).toMatch(alert === "Watchdog" ? /^none$/ : /^(critical|warning)$/);
      expect(labels.team).toBe("platform");
      expect(annotations.runbook_url).toBe(`https://docs.proofpix.com/runbooks/alerts#${alert.toLowerCase()}`);
      expect(annotations.dashboard_url).toMatch(/^https:\/\/grafana\.app\.proofpix\.com\/d\/[a-z]+$/);
    }
    expect(rules.length).toBeGreaterThan(60);
  });

  it("leads to a dashboard that there is", () => {
    const uids = dashboardsOf(SYSTEM, { hasTraces: false }).map(({ uid }) => uid);

    expect(uids).toEqual(expect.arrayContaining(alertsOf(SYSTEM).map(({ dashboard }) => dashboard)));
  });

  it("leads to no dashboard where there is none", () => {
    const [rule] = named(monitoredSystem({ dashboardUrl: undefined }), "InstanceDown");

    expect(Object.keys(rule?.annotations ?? {})).toEqual(["summary", "description", "runbook_url"]);
  });

  it("is the team's of its service", () => {
    const services = SYSTEM.services.map((service) =>
      service.name === "worker" ? { ...service, team: "imaging" } : service,
    );
    const teams = named(monitoredSystem({ services }), "TooFewInstances").map(({ labels }) => labels);

    expect(teams).toEqual([
      { service: "enterprise", severity: "critical", team: "platform" },
      { service: "worker", severity: "critical", team: "imaging" },
    ]);
  });

  it("tells people in a line what it is about, with the values filled in", () => {
    const directory = temporaryDirectory();
    const [rule] = named(SYSTEM, "AtMaximumInstances").slice(1);
    if (rule === undefined) throw new Error("no rule for the worker");
    writeFileSync(
      join(directory, "rules.yml"),
      ruleFileYaml({ groups: [{ name: "a", interval: "1m", rules: [rule] }] }),
    );
    const series = (instance: number) => ({
      series: `probe_success{job="probe",covers="instance",service="worker",instance="${instance}"}`,
      values: "1x30",
    });
    const expected = {
      exp_labels: { severity: "warning", team: "platform", service: "worker" },
      exp_annotations: {
        summary: "worker is at its maximum of instances",
        description: "worker has had 10 instances, its maximum, for 15m.",
        runbook_url: "https://docs.proofpix.com/runbooks/alerts#atmaximuminstances",
        dashboard_url: "https://grafana.app.proofpix.com/d/scaling",
      },
    };
    const test = {
      rule_files: ["rules.yml"],
      evaluation_interval: "1m",
      tests: [
        {
          interval: "1m",
          input_series: Array.from({ length: 10 }, (_, instance) => series(instance)),
          alert_rule_test: [{ eval_time: "20m", alertname: "AtMaximumInstances", exp_alerts: [expected] }],
        },
      ],
    };
    writeFileSync(join(directory, "test.yml"), stringify(test));

    expect(runTool("promtool", ["test", "rules", "test.yml"], directory)).toMatchObject({ succeeded: true });
  });
});

describe("the rules", () => {
  it("on instances are evaluated in the rhythm of detection, and recording rules come first", () => {
    const { groups } = ruleFile(SYSTEM, { ...DETECTION, evaluationSeconds: 3 });

    expect(groups.map(({ name, interval }) => [name, interval])).toEqual([
      [RECORDING_GROUP, "30s"],
      ["instances", "3s"],
      ...["services", "objectives", "jobs", "load-balancer", "database", "cache", "monitoring"].map((name) => [
        name,
        "30s",
      ]),
    ]);
  });

  it("record series by level, metric and operations", () => {
    const [recording] = ruleFile(SYSTEM).groups;
    const names = recording?.rules.map((rule) => ("record" in rule ? rule.record : "")) ?? [];

    for (const name of names) expect(name).toMatch(/^(service|server):[a-z_]+:[a-z0-9_]+$/);
    expect(names).toContain("service:http_request_errors:ratio_rate3d");
  });

  it("are those of what there is", () => {
    const [, worker] = SYSTEM.services;
    if (worker === undefined) throw new Error("no worker");
    const nothing = { loadBalancer: undefined, database: undefined, cache: undefined, queues: [] };
    const alone = alertsOf(
      monitoredSystem({
        ...nothing,
        services: [{ ...worker, consumes: undefined, metricsPath: undefined, triggers: [] }],
      }),
    );
    const none = alertsOf(monitoredSystem({ ...nothing, services: [] }));

    expect([...new Set(alone.map(({ group }) => group))]).toEqual(["instances", "services", "monitoring"]);
    expect(alone.map(({ name }) => name)).not.toContain("CrashLooping");
    expect([...new Set(none.map(({ group }) => group))]).toEqual(["monitoring"]);
  });

  it("know nothing of replicas that there are not, and of Aurora's lag", () => {
    const { database, cache } = SYSTEM;
    if (database === undefined || cache === undefined) throw new Error("no stores");
    const names = (system: MonitoredSystem) => alertsOf(system).map(({ name }) => name);
    const lone = names(
      monitoredSystem({
        database: { ...database, servers: database.servers.slice(0, 1) },
        cache: { ...cache, nodes: ["node-1"] },
      }),
    );
    const aurora = names(monitoredSystem({ database: { ...database, kind: "aurora" } }));

    expect(lone).not.toEqual(expect.arrayContaining(["DatabaseReplicationLag"]));
    expect(lone).not.toEqual(expect.arrayContaining(["CacheReplicationBroken"]));
    expect(aurora).not.toContain("DatabaseReplicationLag");
  });

  it("burn a shorter window's budget at lower rates, for the same share of it", () => {
    // 2 % of 28 days' errors within an hour.
    expect(burnRate({ rate: 14.4 }, 28)).toBe(13.44);
    const services = SYSTEM.services.map((service) =>
      service.objectives === undefined
        ? service
        : { ...service, objectives: { ...service.objectives, windowDays: 28, availabilityPercent: 99.5 } },
    );
    const [first] = named(monitoredSystem({ services }), "AvailabilityBudgetBurnsFast");

    expect(first?.expr).toContain("> 0.0672\n");
  });

  it("take every threshold from the description", () => {
    const services = SYSTEM.services.map((service) => ({
      ...service,
      minInstances: 5,
      maxInstances: 17,
      overloadedSeconds: 1200,
      triggers: service.triggers.map((trigger) => ({ ...trigger, above: 61 })),
    }));
    const cache = SYSTEM.cache && { ...SYSTEM.cache, memoryPercent: 66, connectionLimit: 1000, evictionsPerMinute: 7 };
    const queues = SYSTEM.queues.map((queue) => ({ ...queue, maxItems: 42, maxItemAgeSeconds: 77 }));
    const changed = monitoredSystem({ services, cache, queues });

    expect(named(changed, "TooFewInstances")[0]?.expr).toMatch(/< 5$/);
    expect(named(changed, "AtMaximumInstances")[0]).toMatchObject({
      for: "20m",
      expr: expect.stringMatching(/>= 17$/) as string,
    });
    expect(named(changed, "CpuStaysHigh")[0]).toMatchObject({
      for: "20m",
      expr: expect.stringMatching(/> 61$/) as string,
    });
    expect(named(changed, "CacheMemoryHigh")[0]?.expr).toMatch(/> 66$/);
    expect(named(changed, "CacheConnectionsHigh")[0]?.expr).toMatch(/> 800$/);
    expect(named(changed, "CacheEvictions")[0]?.expr).toMatch(/> 7$/);
    expect(named(changed, "QueueTooLong")[0]?.expr).toMatch(/> 42$/);
    expect(named(changed, "QueueItemsTooOld")[0]?.expr).toMatch(/> 77$/);
  });
});
