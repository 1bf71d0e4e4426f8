import { ranBy } from "../../../costs/report/ran";
import { costReport, type ReportArgs } from "../../../costs/report/report";
import { resource } from "../support/stack";

const PROVIDER = "shop-1";

const TEMPLATE = resource(
  "aws:ec2/launchTemplate:LaunchTemplate",
  "instances",
  { instanceType: "m5.large" },
  { id: "lt-1" },
);

const GROUP = resource("aws:autoscaling/group:Group", "instances", {
  name: "instances-1",
  minSize: 2,
  maxSize: 10,
  launchTemplate: { id: "lt-1" },
});

const CAPACITY = resource("aws:ecs/capacityProvider:CapacityProvider", "instances", {
  name: PROVIDER,
  autoScalingGroupProvider: { autoScalingGroupArn: "instances-1" },
});

function service(name: string, desiredCount: number) {
  return resource("aws:ecs/service:Service", name, {
    desiredCount,
    taskDefinition: `${name}:1`,
    capacityProviderStrategies: [{ capacityProvider: PROVIDER }],
  });
}

function task(name: string, cpu: string) {
  return resource("aws:ecs/taskDefinition:TaskDefinition", name, { cpu, memory: "1024" }, { id: `${name}:1` });
}

const FARGATE = resource("aws:ecs/service:Service", "jobs", {
  launchType: "FARGATE",
  desiredCount: 1,
  taskDefinition: "jobs:1",
});

const NATS = ["a", "b", "c"].map((zone) => resource("aws:ec2/natGateway:NatGateway", zone));

function report(args: Partial<ReportArgs> = {}) {
  return costReport({ environment: "shop", region: "us-east-1", resources: [], ran: [], history: [], ...args });
}

describe("a report of costs", () => {
  const resources = [
    ...[GROUP, TEMPLATE, CAPACITY],
    ...[service("web", 2), task("web", "1024"), service("worker", 2), task("worker", "512")],
    ...[FARGATE, task("jobs", "1024"), ...NATS],
  ];

  it("sums up by kind, the dearest first, and names the dearest resources", () => {
    const { kinds, total, resources: rows } = report({ resources });

    // 730 × 0.096 = 70.08 an instance; a task of 1 vCPU and 1 GB 730 × 0.044925 = 32.80; a gateway 32.85.
    expect(kinds).toEqual([
      { kind: "compute", monthly: { min: 172.96, max: 733.6 }, resources: 2 },
      { kind: "network", monthly: { min: 98.55, max: 98.55 }, resources: 3 },
    ]);
    expect(total).toEqual({ min: 271.51, max: 832.15 });
    expect(rows.map(({ name }) => name)).toEqual(["instances", "a", "b", "c", "jobs"]);
  });

  it("gives each service on instances the share that it reserves of the CPU", () => {
    const { services } = report({ resources });

    // Two tasks of 1024 units against two of 512: two thirds of 140.16 to 700.80.
    expect(services).toEqual([
      { service: "web", runsOn: "instances", tasks: { min: 2, max: 2 }, monthly: { min: 93.44, max: 467.2 } },
      { service: "worker", runsOn: "instances", tasks: { min: 2, max: 2 }, monthly: { min: 46.72, max: 233.6 } },
      { service: "jobs", runsOn: "Fargate", tasks: { min: 1, max: 1 }, monthly: { min: 32.8, max: 32.8 } },
    ]);
  });

  it("compares what scales with a fixed fleet by its bounds, and says that these are no records", () => {
    expect(report({ resources }).fixedFleet).toEqual([
      {
        name: "instances",
        count: { min: 2, max: 10 },
        fixed: 700.8,
        scaled: { min: 140.16, max: 700.8 },
        saved: { min: 0, max: 560.64 },
        isRecorded: false,
        days: 0,
      },
    ]);
  });

  it("compares by the mean that ran where that is recorded", () => {
    const ran = [{ subject: "instances-1", mean: 4, most: 8, days: 7 }];

    // 4 × 70.08 against 10 × 70.08
    expect(report({ resources, ran }).fixedFleet).toMatchObject([
      { scaled: { min: 280.32, max: 280.32 }, saved: { min: 420.48, max: 420.48 }, isRecorded: true, days: 7 },
    ]);
  });

  it("has a trend of the updates that changed something about the cost", () => {
    const state = (version: number, of: ReportArgs["resources"]) => ({
      version,
      endedAt: `day ${version}`,
      resources: of,
    });
    const history = [state(3, NATS.slice(0, 2)), state(2, NATS.slice(0, 1)), state(1, NATS.slice(0, 1))];

    expect(report({ history }).trend).toEqual([
      { version: 1, endedAt: "day 1", monthly: { min: 32.85, max: 32.85 } },
      { version: 3, endedAt: "day 3", monthly: { min: 65.7, max: 65.7 } },
    ]);
  });

  it("names what has no price", () => {
    const { unpriced, total } = report({ resources: [resource("aws:quantum/computer:Computer", "q")] });

    expect(unpriced).toMatchObject([{ type: "aws:quantum/computer:Computer", names: ["q"] }]);
    expect(total).toEqual({ min: 0, max: 0 });
  });
});

describe("how many ran", () => {
  const at = (hour: number, to: number, from?: number) => ({
    subject: "web",
    startedAt: `2026-11-30T${String(hour).padStart(2, "0")}:00:00Z`,
    from,
    to,
  });

  it("is weighed by time until now, whatever the order of the records", () => {
    // Four for 6 hours, then 10 for 2 and 2 for 4: (24 + 20 + 8) / 12
    const [ran] = ranBy([at(8, 2), at(0, 4), at(6, 10)], new Date("2026-11-30T12:00:00Z"));

    expect(ran?.mean).toBeCloseTo(52 / 12, 6);
    expect(ran).toMatchObject({ subject: "web", most: 10, days: 0.5 });
  });

  it("isn't known without records, or of records without numbers", () => {
    expect(ranBy([], new Date())).toEqual([]);
    expect(ranBy([{ subject: "web", startedAt: "2026-11-30T00:00:00Z" }], new Date())).toEqual([]);
  });
});

describe("advice", () => {
  function adviceFor(...resources: ReportArgs["resources"]) {
    return report({ resources, region: "us-east-1" }).advice.map(({ rule, saving, computation }) => ({
      rule,
      saving: saving?.max,
      computation,
    }));
  }

  it("names a family that costs less, of an older generation and on Graviton", () => {
    const old = resource("aws:ebs/volume:Volume", "none", { size: 1, type: "gp3" });
    const group = { ...GROUP, inputs: { ...GROUP.inputs, maxSize: 2 } };
    const template = { ...TEMPLATE, inputs: { instanceType: "m4.large" } };

    // 2 × 730 × (0.10 − 0.096)
    expect(adviceFor(old, group, template)).toEqual([
      { rule: "older-generation", saving: 5.84, computation: "2 × 730 h × ($0.1000 − $0.0960)" },
    ]);
    // 2 × 730 × (0.096 − 0.0816)
    expect(adviceFor(group, TEMPLATE)).toEqual([
      { rule: "graviton", saving: 21.02, computation: "2 × 730 h × ($0.0960 − $0.0816)" },
    ]);
  });

  it("names volumes of type gp2", () => {
    const volume = resource("aws:ebs/volume:Volume", "data", { size: 100, type: "gp2" });

    expect(adviceFor(volume)).toEqual([{ rule: "gp2-volumes", saving: 2, computation: "100 GB × ($0.1 − $0.08)" }]);
  });

  it("names NAT gateways in several zones, and where an endpoint costs less", () => {
    const found = adviceFor(...NATS);

    // 2 × 730 × 0.05; and 730 × 0.01 ÷ (0.045 − 0.01) = 208.6 GB
    expect(found).toMatchObject([{ rule: "several-nat-gateways", saving: 73 }, { rule: "nat-against-endpoints" }]);
    expect(report({ resources: NATS }).advice[1]?.text).toContain("more than 209 GB a month");
    expect(adviceFor(NATS[0] ?? GROUP).map(({ rule }) => rule)).toEqual(["nat-against-endpoints"]);
  });

  it("names logs that are kept for ever", () => {
    const group = (name: string, retentionInDays?: number) =>
      resource("aws:cloudwatch/logGroup:LogGroup", name, { retentionInDays });
    const { advice } = report({ resources: [group("kept"), group("month", 30)] });

    expect(advice).toMatchObject([{ rule: "logs-kept-for-ever", resources: ["kept"] }]);
  });

  it("names tasks that would cost less on ARM", () => {
    const { advice } = report({ resources: [FARGATE, task("jobs", "1024")], region: "eu-west-1" });

    // 730 × (0.04048 − 0.03238) + 730 × (0.004445 − 0.00356)
    expect(advice).toMatchObject([{ rule: "fargate-on-arm", saving: { max: 6.56 } }]);
  });
});
