import { type MonitoredSystem, validateMonitoredSystem } from "../../../components/monitoring";
import { DURATION_BOUNDS } from "../../../components/monitoring/histogram-bounds";
import { ArgumentProblems } from "../../../components/shared/validation";
import { TEXT_FORMAT } from "../../../examples/enterprise/src/exposition";
import { ServiceMetrics } from "../../../examples/enterprise/src/service-metrics";
import { monitoredSystem } from "./system";

const SYSTEM = monitoredSystem();
const [ENTERPRISE, WORKER] = SYSTEM.services;
const [JOBS] = SYSTEM.queues;
if (ENTERPRISE === undefined || WORKER === undefined || JOBS === undefined) throw new Error("the fixture lacks a part");
const { database, cache, loadBalancer } = SYSTEM;
if (database === undefined || cache === undefined || loadBalancer === undefined) throw new Error("lacks a store");
const { objectives } = ENTERPRISE;
if (objectives === undefined) throw new Error("lacks objectives");

function problemsOf(overrides: Partial<MonitoredSystem>): string[] {
  const problems = new ArgumentProblems();
  validateMonitoredSystem(monitoredSystem(overrides), problems);
  return problems.all.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

const service = (overrides: Partial<typeof ENTERPRISE>): Partial<MonitoredSystem> => ({
  services: [{ ...ENTERPRISE, ...overrides }],
  loadBalancer: undefined,
});

describe("the description of an environment", () => {
  it("is taken like production's", () => {
    expect(problemsOf({})).toEqual([]);
  });

  it("is taken with nothing but a worker", () => {
    const { consumes, ...worker } = WORKER;

    expect(consumes).toBe("jobs");
    expect(
      problemsOf({
        services: [{ ...worker, consumes: undefined }],
        loadBalancer: undefined,
        database: undefined,
        cache: undefined,
        queues: [],
        dashboardUrl: undefined,
      }),
    ).toEqual([]);
  });

  it.each<[string, Partial<MonitoredSystem>, string]>([
    ["an environment that is no label", { environment: "Production EU" }, "environment: must be at most 63"],
    ["a team that is no label", { team: "" }, "team: must be at most 63"],
    ["a runbook with a heading", { runbookUrl: "https://a.example.com/b#c" }, "runbookUrl: must be an address"],
    ["a runbook that is a template", { runbookUrl: "https://a.example.com/{{b}}" }, "runbookUrl: must be an address"],
    ["a runbook that isn't on the web", { runbookUrl: "docs/alerts.md" }, "runbookUrl: must be an address"],
    ["a dashboard with a slash", { dashboardUrl: "https://a.example.com/" }, "dashboardUrl: must be an address"],
    ["two services of one name", { services: [ENTERPRISE, ENTERPRISE] }, "services[1].name: must be unique"],
    ["two queues of one name", { queues: [JOBS, JOBS] }, "queues[1].name: must be unique"],
    ["a port that there isn't", service({ port: 0 }), "services[0].port: must be a whole number from 1"],
    ["metrics without a path", service({ metricsPath: "metrics" }), "services[0].metricsPath: must be a path"],
    [
      "two endpoints that tell a dead instance",
      service({ healthEndpoints: [...ENTERPRISE.healthEndpoints, { path: "/alive", covers: "instance" }] }),
      'services[0].healthEndpoints: must have one at most that covers "instance"',
    ],
    [
      "an endpoint twice",
      service({ healthEndpoints: [...ENTERPRISE.healthEndpoints, { path: "/health", covers: "dependencies" }] }),
      "services[0].healthEndpoints[3].path: must be unique",
    ],
    ["bounds the wrong way round", service({ minInstances: 21 }), "services[0].maxInstances: must be at least"],
    [
      "a trigger that is never quiet",
      service({ triggers: ENTERPRISE.triggers.slice(0, 1).map((each) => ({ ...each, below: 70 })) }),
      "services[0].triggers[0].below: must be less than above (70)",
    ],
    ["a queue that there isn't", service({ consumes: "mail" }), "services[0].consumes: must be the name of a queue"],
    ["objectives without metrics", service({ metricsPath: undefined }), "services[0].objectives: can't be told"],
    [
      "an availability that no fast burn could miss",
      service({ objectives: { ...objectives, availabilityPercent: 93 } }),
      "services[0].objectives.availabilityPercent: must be above 93.06",
    ],
    [
      "an availability without a budget",
      service({ objectives: { ...objectives, availabilityPercent: 100 } }),
      "services[0].objectives.availabilityPercent: must be above 93.06 and below 100, got 100",
    ],
    [
      "a latency that is no bound",
      service({ objectives: { ...objectives, latency: { percent: 95, seconds: 3 } } }),
      "services[0].objectives.latency.seconds: must be one of the histogram's bounds",
    ],
    [
      "a window of a day",
      service({ objectives: { ...objectives, windowDays: 1 } }),
      "services[0].objectives.windowDays: must be a whole number from 7",
    ],
    [
      "a target of no service",
      {
        loadBalancer: {
          ...loadBalancer,
          targets: [{ service: "worker", serverErrorPercent: 5, responseTimeSeconds: 2 }],
        },
      },
      "loadBalancer.targets[0].service: must be the name of a service that takes requests",
    ],
    [
      "answers that a network load balancer doesn't see",
      { loadBalancer: { ...loadBalancer, kind: "network" } },
      "loadBalancer.targets: must be empty for a network load balancer, which sees no answers, got 1",
    ],
    [
      "a domain with a scheme",
      { loadBalancer: { ...loadBalancer, domainName: "https://a.example.com" } },
      "loadBalancer.domainName: must be a lower-case domain name",
    ],
    [
      "an instance without a primary",
      { database: { ...database, servers: database.servers.slice(1) } },
      "database.servers: must be one primary and its replicas",
    ],
    [
      "a cluster with a primary",
      { database: { ...database, kind: "aurora" } },
      "database.servers: must be one member at least",
    ],
    ["connections above all", { database: { ...database, connectionsUsed: 1.5 } }, "database.connectionsUsed: must be"],
    ["a node twice", { cache: { ...cache, nodes: ["node-1", "node-1"] } }, "cache.nodes[1].name: must be unique"],
    ["shards of unequal size", { cache: { ...cache, shards: 2 } }, "cache.shards: must be a whole number from 1 that"],
    [
      "dead letters that can't be told apart",
      { queues: [{ ...JOBS, deadLetterName: "jobs" }] },
      "queues[0].deadLetterName: must differ from name",
    ],
    [
      "an objective that the detection can't meet in time",
      { detection: { ...SYSTEM.detection, seconds: 28.5 } },
      "detection.seconds: takes up to 28.5 s",
    ],
    [
      "an objective that so many failed probes don't allow for",
      { detection: { ...SYSTEM.detection, probeErrorRate: 0.2 } },
      "detection.falsePositiveRate: calls a healthy instance dead in 0.48 % of the evaluations",
    ],
    [
      "an objective without an end",
      { detection: { ...SYSTEM.detection, seconds: 0 } },
      "detection.seconds: must be a number above 0",
    ],
  ])("is refused with %s", (_, overrides, problem) => {
    expect(problemsOf(overrides)).toContainEqual(expect.stringContaining(problem));
  });

  it("is refused with every problem at once", () => {
    expect(problemsOf({ environment: "", team: "", ...service({ port: 0, metricsPath: "" }) })).toHaveLength(4);
  });

  it("knows the bounds of the histogram that the product tells", () => {
    const metrics = new ServiceMetrics();
    metrics.begin();
    metrics.end({ method: "GET", route: "/", status: 200, seconds: 1 });
    const text = TEXT_FORMAT.write(metrics.metrics);
    const bounds = [...text.matchAll(/_bucket{[^}]*le="([\d.]+)"/g)].map(([, bound]) => Number(bound));

    expect(DURATION_BOUNDS).toEqual(bounds);
  });
});
