import { MemoryLogs } from "../../../localcloud/behaviour/logs/memory-logs";
import { MemoryMetrics } from "../../../localcloud/behaviour/metrics/memory-metrics";
import { logsOf } from "../../../localcloud/live/live-logs";
import { metricsOf } from "../../../localcloud/live/live-metrics";
import { scaledService } from "../../../localcloud/live/scale-service";
import { APPLICATION, service, taskDefinition } from "../behaviour/ecs/tasks/cluster";
import { Deployed, resource, START } from "../behaviour/support/deployed";

const REGION = "eu-west-1";

describe("the desired count of a service", () => {
  const bounds = resource("aws:appautoscaling/target:Target", "web", {
    resourceId: "service/shop/web",
    minCapacity: 2,
    maxCapacity: 6,
  });

  it.each(["0", "5000"])("can be %s without scaling", (count) => {
    expect(scaledService("web", count, new Deployed(service())).inputs).toMatchObject({
      desiredCount: Number(count),
      cluster: service().inputs.cluster,
    });
  });

  it.each(["2", "6"])("can be %s within the bounds of its scaling", (count) => {
    expect(scaledService("web", count, new Deployed(service(), bounds)).inputs.desiredCount).toBe(Number(count));
  });

  it.each([
    ["1", "web has 2 to 6 tasks by the bounds of its scaling, got 1"],
    ["7", "web has 2 to 6 tasks by the bounds of its scaling, got 7"],
    ["-1", 'a count must be a whole number of at least 0, got "-1"'],
    ["two", 'a count must be a whole number of at least 0, got "two"'],
    ["", 'a count must be a whole number of at least 0, got ""'],
  ])("can't be %j", (count, message) => {
    expect(() => scaledService("web", count, new Deployed(service(), bounds))).toThrow(message);
  });

  it("can't be above ECS's quota", () => {
    expect(() => scaledService("web", "5001", new Deployed(service()))).toThrow("web has 0 to 5000 tasks");
  });

  it("is none of a daemon's", () => {
    const daemon = service({ schedulingStrategy: "DAEMON" });

    expect(() => scaledService("web", "2", new Deployed(daemon))).toThrow("web is a daemon");
  });

  it("is refused for a service that there isn't, with those that there are", () => {
    expect(() => scaledService("wep", "2", new Deployed(service()))).toThrow(
      expect.objectContaining({ message: "there is no service wep", nextStep: "There are:\n  web" }) as Error,
    );
  });
});

describe("the lines of a log", () => {
  const logged = {
    ...APPLICATION,
    logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "/ecs/web" } },
  };
  const cloud = new Deployed(service(), taskDefinition([logged]));
  const line = (group: string, message: string) => ({ region: REGION, group, stream: "ecs/a/1", at: START, message });

  function logs(): MemoryLogs {
    const memory = new MemoryLogs();
    memory.add([line("/ecs/web", "one"), line("/ecs/other", "two"), line("/ecs/web", "three")]);
    return memory;
  }

  it.each(["/ecs/web", "web"])("are found by %s", (name) => {
    const { lines, next } = logsOf(name, 0, logs(), cloud);

    expect(lines.map(({ message }) => message)).toEqual(["one", "three"]);
    expect(next).toBe(3);
  });

  it("go on after those that were shown", () => {
    expect(logsOf("web", 1, logs(), cloud).lines.map(({ message }) => message)).toEqual(["three"]);
    expect(logsOf("web", 3, logs(), cloud)).toEqual({ lines: [], next: 3 });
  });

  it("are none yet of a service that wrote none", () => {
    expect(logsOf("web", 0, new MemoryLogs(), cloud)).toEqual({ lines: [], next: 0 });
  });

  it("are refused for another name, with those that there are", () => {
    expect(() => logsOf("wep", 0, logs(), cloud)).toThrow(
      expect.objectContaining({ nextStep: "There are:\n  /ecs/web\n  /ecs/other\n  web" }) as Error,
    );
  });
});

describe("the values of a metric", () => {
  const cpu = {
    region: REGION,
    namespace: "AWS/ECS",
    metricName: "CPUUtilization",
    dimensions: { ServiceName: "web" },
  };

  function metrics(): MemoryMetrics {
    const memory = new MemoryMetrics();
    memory.add([
      { ...cpu, at: START, value: 10 },
      { ...cpu, at: START + 30_000, value: 30 },
      { ...cpu, at: START - 3_600_000, value: 90 },
    ]);
    return memory;
  }

  it("are shown of the last ten minutes", () => {
    const asked = { namespace: "AWS/ECS", name: "CPUUtilization" };

    expect(metricsOf(asked, metrics(), START + 90_000)).toEqual([
      { ...cpu, minutes: [{ at: START, average: 20, maximum: 30, sum: 40 }] },
    ]);
  });

  it("are left out where only the metrics are asked for", () => {
    expect(metricsOf({ namespace: "", name: "" }, metrics(), START)).toEqual([{ ...cpu, minutes: [] }]);
  });

  it.each([
    ["AWS/ECS", "Other", "There are:\n  CPUUtilization"],
    ["AWS/SQS", "", "There are:\n  AWS/ECS"],
  ])("are refused for %s %s, with what there is", (namespace, name, nextStep) => {
    expect(() => metricsOf({ namespace, name }, metrics(), START)).toThrow(
      expect.objectContaining({ nextStep }) as Error,
    );
  });
});
