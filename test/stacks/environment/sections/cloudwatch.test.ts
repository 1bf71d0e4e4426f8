import { parseConfiguration } from "../../../../stacks/environment/configuration";
import { all, type Registered } from "../../../support/deploy";
import { deployEnvironment, type Deployed } from "../../deployed";
import { MINIMAL } from "../../example-settings";

const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const METRIC_ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const SERVICES = [
  { name: "enterprise", uses: ["database", "cache"], sendsTo: ["jobs"] },
  { name: "worker", worker: true, consumes: "jobs" },
];
const STORES = {
  database: { instanceClass: "db.t4g.small", storage: { size: "20Gi" }, readReplicas: 1 },
  cache: { nodeType: "cache.t4g.micro", replicas: 1 },
  queues: [{ name: "jobs", maxProcessingTime: "1m" }],
};

interface Panel {
  readonly title?: string;
  readonly metrics?: readonly (readonly unknown[])[];
}

function deployed(overrides: object): Promise<Deployed> {
  return deployEnvironment(parseConfiguration({ ...MINIMAL, ...overrides }, "staging"));
}

function panels(resources: readonly Registered[]): Panel[] {
  const [dashboard] = all(resources, "aws:cloudwatch/dashboard:Dashboard");
  const body = JSON.parse(String(dashboard?.inputs.dashboardBody)) as { widgets: { properties: Panel }[] };
  return body.widgets.map(({ properties }) => properties);
}

describe("CloudWatch's view of an environment", () => {
  let environment: Deployed;

  beforeAll(async () => {
    environment = await deployed({ services: SERVICES, ...STORES });
  });

  it("has one state for each service, over its critical alarms, and one for the whole", () => {
    const rules = all(environment.resources, COMPOSITE).map(({ inputs }) => [inputs.alarmName, inputs.alarmRule]);

    expect(Object.fromEntries(rules)).toEqual({
      "proofpix-staging-enterprise-impaired":
        'ALARM("proofpix-staging-enterprise-tasks-below-minimum") OR ' +
        'ALARM("proofpix-staging-enterprise-target-5xx") OR ' +
        'ALARM("proofpix-staging-enterprise-target-response-time")',
      "proofpix-staging-worker-impaired": 'ALARM("proofpix-staging-worker-tasks-below-minimum")',
      "proofpix-staging-impaired": expect.stringMatching(
        /^ALARM\("proofpix-staging-enterprise-impaired.*"\) OR ALARM\("proofpix-staging-worker-impaired.*"\)$/,
      ) as string,
    });
    expect(environment.outputs).toMatchObject({
      impairedAlarmName: expect.stringContaining("proofpix-staging-impaired") as string,
    });
  });

  it("counts the errors of each service in its own log", () => {
    const filters = all(environment.resources, FILTER).map(({ inputs }) => inputs.logGroupName);

    expect(filters).toEqual(["/ecs/proofpix-staging-enterprise", "/ecs/proofpix-staging-worker"]);
  });

  it("warns of unusual traffic and errors", () => {
    const unusual = all(environment.resources, METRIC_ALARM).filter(
      ({ inputs }) => inputs.thresholdMetricId !== undefined,
    );

    expect(unusual.map(({ inputs }) => inputs.name).sort()).toEqual([
      "proofpix-staging-enterprise-errors-unusual",
      "proofpix-staging-traffic-unusual",
      "proofpix-staging-worker-errors-unusual",
    ]);
    for (const { inputs } of unusual) expect(inputs.alarmActions).toEqual(["arn:mock:proofpix-staging-warnings-topic"]);
  });

  it("shows every part by its own names", () => {
    const series = (title: string) =>
      panels(environment.resources).find((panel) => panel.title === title)?.metrics ?? [];

    expect(series("enterprise: requests")).toHaveLength(4);
    expect(series("Database: connections")).toHaveLength(2);
    expect(series("Cache: memory")).toHaveLength(2);
    expect(series("jobs: items")).toHaveLength(2);
    expect(series("jobs: dead letters")).toHaveLength(1);
    for (const metric of series("Database: connections")) expect(metric[3]).toEqual(expect.any(String));
  });

  it("asks a network load balancer, which sees no requests, for none", async () => {
    const { resources } = await deployed({ algorithm: "ip-hash", domain: { name: "app.proofpix.com" } });
    const names = all(resources, METRIC_ALARM).map(({ inputs }) => inputs.name);

    expect(names).not.toContain("proofpix-staging-traffic-unusual");
    expect(panels(resources).filter(({ title }) => /requests|Connections/i.test(title ?? ""))).toEqual([]);
  });
});
