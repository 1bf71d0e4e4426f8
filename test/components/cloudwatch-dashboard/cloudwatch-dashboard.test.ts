import * as pulumi from "@pulumi/pulumi";
import { CloudWatchDashboard, type CloudWatchNames } from "../../../components/cloudwatch-dashboard";
import { dashboardBody } from "../../../components/cloudwatch-dashboard/body";
import type { KnownNames } from "../../../components/cloudwatch-dashboard/known-names";
import { all, deploy, refusals } from "../../support/deploy";
import { monitoredSystem } from "../monitoring/system";

const SYSTEM = monitoredSystem();
const NAMES: KnownNames & CloudWatchNames = {
  clusterName: "production",
  services: {
    enterprise: {
      serviceName: "enterprise-1a2b",
      logGroupName: "/ecs/enterprise",
      targetGroups: ["targetgroup/blue/1", "targetgroup/green/2"],
    },
    worker: { serviceName: "worker-3c4d", logGroupName: "/ecs/worker" },
  },
  loadBalancer: "app/production/1",
  databaseServers: { primary: "db-1", "replica-1": "db-2", "replica-2": "db-3" },
  cacheNodes: ["cache-001", "cache-002", "cache-003"],
  queues: Object.fromEntries(
    SYSTEM.queues.flatMap(({ name, deadLetterName }) => [
      [name, `production-${name}`],
      [deadLetterName, `production-${deadLetterName}`],
    ]),
  ),
};
const ALARM = "arn:aws:cloudwatch:eu-west-1:123456789012:alarm:impaired";
const PLACE = { region: "eu-west-1", alarmArns: [ALARM] };

interface MetricProperties {
  readonly title: string;
  readonly metrics: readonly (readonly unknown[])[];
  readonly annotations?: { readonly horizontal: readonly { readonly label: string; readonly value: number }[] };
}

function panel(title: string, names: KnownNames = NAMES): MetricProperties {
  const { widgets } = dashboardBody(SYSTEM, names, PLACE);
  const found = widgets.find(({ properties }) => properties.title === title);
  if (found === undefined) throw new Error(`there is no panel "${title}"`);
  return found.properties as unknown as MetricProperties;
}

function lines(title: string): [string, number][] {
  return (panel(title).annotations?.horizontal ?? []).map(({ label, value }) => [label, value]);
}

describe("the dashboard of a system", () => {
  it("begins with the alarms, and leads from the load balancer to the queue", () => {
    const { widgets } = dashboardBody(SYSTEM, NAMES, PLACE);
    const headings = widgets.filter(({ type }) => type === "text").map(({ properties }) => properties.markdown);

    expect(headings).toEqual([
      `## ${SYSTEM.environment}: alarms`,
      "## Load balancer",
      "## enterprise",
      "## worker",
      "## Errors",
      "## Database",
      "## Cache",
      "## Queue jobs",
    ]);
    expect(widgets[1]).toMatchObject({ type: "alarm", properties: { alarms: [ALARM] } });
  });

  it("fits into 24 columns, and no widget lies on another", () => {
    const { widgets } = dashboardBody(SYSTEM, NAMES, PLACE);
    const cells = widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, index) => `${x + (index % width)},${y + Math.floor(index / width)}`),
    );

    expect(Math.max(...widgets.map(({ x, width }) => x + width))).toBe(24);
    expect(new Set(cells).size).toBe(cells.length);
  });

  it("draws the thresholds of the description, and none of its own", () => {
    const [enterprise] = SYSTEM.services;
    const cpu = enterprise?.triggers.find(({ name }) => name === "cpu");

    expect(lines("enterprise: CPU")).toEqual([
      ["scales up", cpu?.above],
      ["scales down", cpu?.below],
    ]);
    expect(lines("enterprise: instances")).toEqual([
      ["fewest", enterprise?.minInstances],
      ["most", enterprise?.maxInstances],
    ]);
    expect(lines("Database: replicas behind")).toEqual([["alarm", SYSTEM.database?.replicationLagSeconds]]);
    expect(lines("jobs: age of the oldest item")).toEqual([["alarm", SYSTEM.queues[0]?.maxItemAgeSeconds]]);
  });

  it("shows both groups of a target, between which a deployment shifts traffic", () => {
    const groups = panel("enterprise: requests").metrics.map((metric) => metric[3]);

    expect(groups).toEqual(["targetgroup/blue/1", "targetgroup/green/2", "targetgroup/blue/1", "targetgroup/green/2"]);
  });

  it("has a series for each server, node and queue", () => {
    expect(panel("Database: connections").metrics.map((metric) => metric[3])).toEqual(["db-1", "db-2", "db-3"]);
    expect(panel("Cache: memory").metrics.map((metric) => metric[3])).toEqual(["cache-001", "cache-002", "cache-003"]);
    expect(panel("jobs: dead letters").metrics.map((metric) => metric[3])).toEqual([
      NAMES.queues?.[SYSTEM.queues[0]?.deadLetterName ?? ""],
    ]);
  });

  it("leaves out what the system doesn't have", () => {
    const bare = { ...SYSTEM, database: undefined, cache: undefined, queues: [], loadBalancer: undefined };
    const { widgets } = dashboardBody(bare, { ...NAMES, loadBalancer: undefined }, { ...PLACE, alarmArns: [] });
    const titles = widgets.map(({ properties }) => String(properties.title ?? properties.markdown));

    expect(titles.filter((title) => /Database|Cache|Queue|requests|alarms/i.test(title))).toEqual([]);
  });

  it("spreads more alarms than a widget takes over several", () => {
    const alarmArns = Array.from({ length: 101 }, (_, index) => `${ALARM}-${index}`);
    const { widgets } = dashboardBody(SYSTEM, NAMES, { ...PLACE, alarmArns });

    expect(widgets.filter(({ type }) => type === "alarm").map(({ properties }) => properties.alarms)).toEqual([
      alarmArns.slice(0, 100),
      alarmArns.slice(100),
    ]);
  });
});

describe("CloudWatchDashboard", () => {
  const args = { system: SYSTEM, region: "eu-west-1", names: NAMES };

  it("makes a dashboard of names that are known later", async () => {
    const names = { ...NAMES, cacheNodes: [pulumi.output("cache-001")] };
    const resources = await deploy(() => new CloudWatchDashboard("shop", { ...args, names, alarmArns: [ALARM] }));
    const [dashboard] = all(resources, "aws:cloudwatch/dashboard:Dashboard");

    expect(dashboard?.inputs.dashboardName).toBe("shop");
    expect(JSON.parse(String(dashboard?.inputs.dashboardBody))).toEqual(
      dashboardBody(SYSTEM, { ...NAMES, cacheNodes: ["cache-001"] }, PLACE),
    );
  });

  it("refuses a region that is none, and a service without names", async () => {
    const broken = { ...args, region: "Ireland", names: { ...NAMES, services: {} } };

    expect(await refusals(() => new CloudWatchDashboard("shop", broken))).toEqual([
      expect.stringContaining('region: must be a region such as "eu-west-1", got "Ireland"'),
      expect.stringContaining("names.services.enterprise: must be given"),
      expect.stringContaining("names.services.worker: must be given"),
    ]);
  });
});
