import { logMetrics } from "../../../../localcloud/behaviour/logs/metric-filters";
import { MemoryLogs } from "../../../../localcloud/behaviour/logs/memory-logs";
import type { LogEvent } from "../../../../localcloud/behaviour/model/log";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { resource, smallWorld, START } from "../support/deployed";

const GROUP = "/ecs/shop-web";

function filter(metricTransformation: CloudResource["inputs"], inputs: CloudResource["inputs"] = {}): CloudResource {
  const common = { name: "errors", logGroupName: GROUP, pattern: '{ $.level = "error" }' };
  const transformation = { name: "errors", namespace: "Shop/Logs", value: "1", ...metricTransformation };
  return resource("aws:cloudwatch/logMetricFilter:LogMetricFilter", `${GROUP}:errors`, {
    ...common,
    ...inputs,
    metricTransformation: transformation,
  });
}

function line(seconds: number, message: unknown, other: Partial<LogEvent> = {}): LogEvent {
  const text = typeof message === "string" ? message : JSON.stringify(message);
  return { region: "eu-west-1", group: GROUP, stream: "web/1", at: START + seconds * 1_000, message: text, ...other };
}

function world(...resources: readonly CloudResource[]) {
  const small = smallWorld([logMetrics], ...resources);
  small.world.start();
  small.until(0);
  const read = (metricName: string, statistic: string, minute = 0, dimensions = {}, namespace = "Shop/Logs") => {
    const from = START + minute * 60_000;
    const metric = { region: "eu-west-1", namespace, metricName, dimensions };
    return small.metrics.values(metric, statistic, 60, from, from + 60_000)[0];
  };
  const log = (...events: readonly LogEvent[]): void => {
    small.world.observe({ kind: "log-events", events });
    small.until((small.clock.now() - START) / 1_000);
  };
  return { ...small, read, log };
}

describe("metric filters", () => {
  it("count the lines of their group that match", () => {
    const { log, read } = world(filter({}));
    log(line(1, { level: "error" }), line(2, { level: "info" }), line(3, { level: "error" }));
    log(line(70, { level: "error" }), line(71, { level: "error" }, { group: "/ecs/other" }));
    expect([read("errors", "Sum"), read("errors", "Sum", 1)]).toEqual([2, 1]);
  });

  it("take values and dimensions from the lines", () => {
    const pattern = "{ $.duration > 0 }";
    const { log, read } = world(filter({ value: "$.duration", dimensions: { Route: "$.route" } }, { pattern }));
    log(line(1, { duration: 3, route: "/a" }), line(2, { duration: 5, route: "/a" }), line(3, { duration: 9 }));
    expect(read("errors", "Average", 0, { Route: "/a" })).toBe(4);
    expect(read("errors", "Average")).toBeUndefined();
  });

  it("have a default value in minutes whose lines don't match, and none without lines", () => {
    const { log, read, until } = world(filter({ defaultValue: "0" }));
    log(line(1, { level: "info" }));
    log(line(65, { level: "info" }), line(66, { level: "error" }));
    until(300);
    expect([0, 1, 2].map((minute) => read("errors", "Sum", minute))).toEqual([0, 1, undefined]);
    expect(read("errors", "SampleCount", 1)).toBe(1);
  });

  it("match nothing where their pattern can't be read", () => {
    const { log, read } = world(filter({}, { pattern: "{ level = }" }));
    log(line(1, { level: "error" }));
    expect(read("errors", "Sum")).toBeUndefined();
  });

  it("count incoming lines of every group", () => {
    const { log, read } = world();
    log(line(1, "one"), line(2, "two"));
    expect(read("IncomingLogEvents", "Sum", 0, { LogGroupName: GROUP }, "AWS/Logs")).toBe(2);
  });
});

describe("the embedded metric format", () => {
  // The example of the Amazon CloudWatch User Guide, "Specification: Embedded metric format".
  const EXAMPLE = {
    _aws: {
      Timestamp: START + 20_000,
      CloudWatchMetrics: [
        {
          Namespace: "lambda-function-metrics",
          Dimensions: [["functionVersion"]],
          Metrics: [{ Name: "time", Unit: "Milliseconds", StorageResolution: 60 }],
        },
      ],
    },
    functionVersion: "$LATEST",
    time: 100,
    requestId: "989ffbf8-9ace-4817-a57c-e4dd734019ee",
  };

  it("gives the metrics of a line", () => {
    const { log, read } = world();
    log(line(25, EXAMPLE));
    expect(read("time", "Average", 0, { functionVersion: "$LATEST" }, "lambda-function-metrics")).toBe(100);
  });

  it("has several values, sets of dimensions, and none", () => {
    const directive = {
      Namespace: "Shop",
      Dimensions: [["service"], ["service", "zone"]],
      Metrics: [{ Name: "time" }],
    };
    const plain = { Namespace: "Shop", Metrics: [{ Name: "count" }] };
    const { log, read } = world();
    log(
      line(1, {
        _aws: { Timestamp: START, CloudWatchMetrics: [directive, plain] },
        ...{ service: "web", zone: "a", time: [1, 2, 6], count: 4 },
      }),
    );
    expect(read("time", "Sum", 0, { service: "web" }, "Shop")).toBe(9);
    expect(read("time", "Maximum", 0, { service: "web", zone: "a" }, "Shop")).toBe(6);
    expect(read("count", "Sum", 0, {}, "Shop")).toBe(4);
  });

  it("leaves out what doesn't keep to it", () => {
    const { log, metrics } = world();
    const directive = { Namespace: "Shop", Dimensions: [["missing"]], Metrics: [{ Name: "time" }] };
    log(
      line(1, { _aws: { CloudWatchMetrics: [directive] }, time: 1 }),
      line(2, { _aws: { CloudWatchMetrics: [{ ...directive, Dimensions: [] }] }, time: "much" }),
      line(3, { _aws: { CloudWatchMetrics: [{ Metrics: [{ Name: "time" }] }] }, time: 1 }),
      line(4, '{ "_aws": '),
    );
    expect(metrics.all().map(({ namespace }) => namespace)).toEqual(["AWS/Logs"]);
  });
});

describe("MemoryLogs", () => {
  const logs = new MemoryLogs();
  logs.add([line(5, "late ERROR"), line(1, "first", { stream: "web/2" }), line(3, "ERROR two")]);
  logs.add([line(1, "elsewhere", { group: "/other" })]);
  const QUERY = { region: "eu-west-1", group: GROUP };
  const found = (query: Partial<Parameters<MemoryLogs["find"]>[0]> = {}) =>
    logs.find({ ...QUERY, ...query }).map(({ message }) => message);

  it("finds lines by group, in order of their time", () => {
    expect(found()).toEqual(["first", "ERROR two", "late ERROR"]);
    expect(found({ group: "/other" })).toEqual(["elsewhere"]);
    expect(found({ region: "eu-west-2" })).toEqual([]);
  });

  it("finds them by stream, time, pattern and id", () => {
    expect(found({ streams: ["web/2"] })).toEqual(["first"]);
    expect(found({ from: START + 3_000 })).toEqual(["ERROR two", "late ERROR"]);
    expect(found({ to: START + 3_000 })).toEqual(["first"]);
    expect(found({ pattern: "ERROR" })).toEqual(["ERROR two", "late ERROR"]);
    expect(found({ after: 2 })).toEqual(["ERROR two"]);
    expect(found({ limit: 1 })).toEqual(["first"]);
  });

  it("lists streams", () => {
    expect(logs.streams("eu-west-1", GROUP)).toEqual(["web/1", "web/2"]);
  });

  it("drops the oldest of very many lines", () => {
    const many = new MemoryLogs();
    for (let batch = 0; batch < 12; batch++) {
      many.add(Array.from({ length: 2_000 }, (_, index) => line(batch, `${batch}-${index}`)));
    }
    const kept = many.find(QUERY);
    expect(kept.length).toBeLessThanOrEqual(22_000);
    expect(kept.at(-1)?.message).toBe("11-1999");
  });
});
