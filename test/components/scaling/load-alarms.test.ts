import { cpu, LoadAlarms, type LoadAlarmsArgs, memory, queueDepth, responseTime } from "../../../components/scaling";
import { all, deploy, refusals, type Registered } from "../../support/deploy";
import { TARGET } from "./support/triggers";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";
const ARGS: LoadAlarmsArgs = {
  clusterName: "shop",
  serviceName: "web",
  triggers: [cpu(), memory(), responseTime(TARGET), queueDepth({ sqsQueueName: "jobs" })],
  alarmActions: [TOPIC],
};

function deployed(overrides: Partial<LoadAlarmsArgs> = {}): Promise<Registered[]> {
  return deploy(() => new LoadAlarms("web", { ...ARGS, ...overrides }));
}

async function alarms(overrides: Partial<LoadAlarmsArgs> = {}): Promise<Record<string, Record<string, unknown>>> {
  return Object.fromEntries(all(await deployed(overrides), ALARM).map(({ name, inputs }) => [name, inputs]));
}

function overloaded(inputs: Record<string, unknown> | undefined): unknown {
  return (inputs?.metricQueries as { id: string; expression?: string }[]).find(({ id }) => id === "overloaded")
    ?.expression;
}

describe("LoadAlarms", () => {
  it("tells people of a service that stays above a threshold for scaling up for 15 of 18 minutes", async () => {
    const { "web-overloaded": alarm } = await alarms();

    expect(overloaded(alarm)).toBe("IF(cpu > 70 OR memory > 80 OR responseTime > 2 OR queueDepth > 100, 1, 0)");
    expect(alarm).toMatchObject({
      alarmDescription:
        "web can't keep up, at its maximum or in spite of scaling: cpu above 70 % or memory above 80 % or response-time above 2 s or queue-depth above 100 items",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 18,
      datapointsToAlarm: 15,
      treatMissingData: "notBreaching",
      alarmActions: [TOPIC],
      okActions: [TOPIC],
    });
  });

  it("takes thresholds from the triggers", async () => {
    expect(overloaded((await alarms({ triggers: [cpu({ above: 60 })] }))["web-overloaded"])).toBe("IF(cpu > 60, 1, 0)");
  });

  it("watches no queue by default", async () => {
    expect(Object.keys(await alarms())).toEqual(["web-overloaded"]);
  });

  it("tells people when the oldest item of a queue waits for more than 15 minutes", async () => {
    expect((await alarms({ queue: { name: "jobs" } }))["web-item-age"]).toMatchObject({
      namespace: "AWS/SQS",
      metricName: "ApproximateAgeOfOldestMessage",
      statistic: "Maximum",
      dimensions: { QueueName: "jobs" },
      threshold: 900,
      period: 60,
      evaluationPeriods: 5,
      datapointsToAlarm: 5,
      alarmActions: [TOPIC],
    });
  });

  it("watches a queue alone, with an age of one's own", async () => {
    const made = await alarms({ triggers: [], queue: { name: "jobs", maxItemAge: "1h" } });

    expect(Object.keys(made)).toEqual(["web-item-age"]);
    expect(made["web-item-age"]).toMatchObject({
      threshold: 3600,
      alarmDescription: "the oldest item in the queue of web waits for more than 1h",
    });
  });

  it("parents and tags its alarms, and lets them be edited", async () => {
    const edited: string[] = [];
    const resources = await deployed({
      queue: { name: "jobs" },
      tags: { Environment: "production" },
      transform: { alarm: (_args, _options, name) => void edited.push(name) },
    });

    for (const alarm of all(resources, ALARM)) {
      expect(alarm.parent).toContain("proofpix:scaling:LoadAlarms::web");
      expect(alarm.inputs.tags).toEqual({ Name: alarm.name, Environment: "production" });
    }
    expect(edited).toEqual(["web-overloaded", "web-item-age"]);
  });

  it.each<[string, Partial<LoadAlarmsArgs>, string]>([
    ["nothing to watch", { triggers: [] }, "triggers: must be one at least"],
    [
      "an age that an alarm can't see",
      { queue: { name: "jobs", maxItemAge: "30s" } },
      'queue.maxItemAge: must be 1 minute to 14 days, got "30s"',
    ],
    [
      "an age that SQS keeps nothing for",
      { queue: { name: "jobs", maxItemAge: "15d" } },
      'queue.maxItemAge: must be 1 minute to 14 days, got "15d"',
    ],
    ["a tag that AWS keeps for itself", { tags: { "AWS:stage": "x" } }, 'tags["AWS:stage"]: the name must be'],
    ["a trigger that can't work", { triggers: [cpu({ above: 20 })] }, "triggers[0].below: must be less than above"],
  ])("refuses %s", async (_what, overrides, problem) => {
    expect(await refusals(() => new LoadAlarms("web", { ...ARGS, ...overrides }))).toEqual([
      expect.stringContaining(problem),
    ]);
  });
});
