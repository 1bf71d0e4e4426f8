import fc from "fast-check";
import { metricAlarms } from "../../../../localcloud/behaviour/cloudwatch/metric-alarms";
import { metricPublisher } from "../../../../localcloud/behaviour/metrics/publisher";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { alarmState } from "../../../../localcloud/services/cloudwatch/alarm-state";
import { resource, smallWorld, START } from "../support/deployed";
import { arnOf, CPU, cpuAlarm, METRIC_ALARM, publish, stateOf, TOPIC, TOPIC_RESOURCE } from "./fixture";

const POLICY = "arn:aws:autoscaling:eu-west-1:123456789012:scalingPolicy:1:resource/ecs/service/c/web:policyName/up";

function started(...resources: readonly CloudResource[]) {
  const small = smallWorld([metricPublisher, metricAlarms], TOPIC_RESOURCE, ...resources);
  small.world.start();
  small.until(0);
  return small;
}

/** States after each minute of values, the first of which is minute 0; undefined is a minute without one. */
function statesAfter(alarm: CloudResource, values: readonly (number | undefined)[]): (string | undefined)[] {
  const { world, running, until } = started(alarm);
  return values.map((value, minute) => {
    until(minute * 60 + 30);
    if (value !== undefined) publish(world, minute, value);
    until((minute + 1) * 60 + 6);
    return stateOf(running);
  });
}

describe("metricAlarms", () => {
  it("begins without data, as CloudWatch says of new alarms", () => {
    const { running } = started(cpuAlarm());
    expect(running.find("alarm", arnOf("cpu"))).toMatchObject({
      state: "INSUFFICIENT_DATA",
      reason: "Unchecked: Initial alarm creation",
      transitionedAt: START,
    });
  });

  it("goes to ALARM and back with the values of its periods", () => {
    expect(statesAfter(cpuAlarm(), [50, 90, 50])).toEqual(["OK", "ALARM", "OK"]);
  });

  it("wants M of N", () => {
    const alarm = cpuAlarm({ evaluationPeriods: 3, datapointsToAlarm: 2 });
    expect(statesAfter(alarm, [50, 50, 50, 90, 50, 90, 50, 50])).toEqual([
      "OK",
      "OK",
      "OK",
      "OK",
      "OK",
      "ALARM",
      "OK",
      "OK",
    ]);
  });

  it.each([
    ["missing", "INSUFFICIENT_DATA"],
    ["ignore", "ALARM"],
    ["breaching", "ALARM"],
    ["notBreaching", "OK"],
  ])("treats a metric that falls silent as %s", (treatMissingData, expected) => {
    const silent = [90, undefined, undefined, undefined, undefined];
    expect(statesAfter(cpuAlarm({ treatMissingData }), silent).at(-1)).toBe(expected);
  });

  it("says why in CloudWatch's words", () => {
    const { world, running, until } = started(cpuAlarm({ evaluationPeriods: 2 }));
    publish(world, 0, 90);
    publish(world, 1, 95.5);
    until(126);
    expect(running.find("alarm", arnOf("cpu"))?.reason).toBe(
      "Threshold Crossed: 2 out of the last 2 datapoints [95.5 (30/11/26 12:01:00), 90.0 (30/11/26 12:00:00)] " +
        "were greater than the threshold (70.0) (minimum 2 datapoints for OK -> ALARM transition).",
    );
  });

  it("evaluates metric math", () => {
    const queries = [
      { id: "cpu", metric: { ...CPU, stat: "Average", period: 60 }, returnData: false },
      { id: "half", expression: "IF(FILL(cpu, 0) > 70, 1, 0)", returnData: true },
    ];
    const alarm = cpuAlarm({
      metricQueries: queries,
      metricName: undefined,
      threshold: 0,
      treatMissingData: "missing",
    });
    expect(statesAfter(alarm, [50, 90, undefined])).toEqual(["OK", "ALARM", "OK"]);
  });

  it("looks at a sliding window where the period is longer than a minute", () => {
    // At the end of minute 6 it looks at minutes 2 to 6 (User Guide, "Evaluating an alarm").
    const alarm = cpuAlarm({ period: 300, statistic: "Sum", threshold: 3 });
    expect(statesAfter(alarm, [1, 1, 1, 1, 0, 1, 0])).toEqual(["OK", "OK", "OK", "ALARM", "ALARM", "ALARM", "OK"]);
  });

  it("evaluates an alarm with a period of ten seconds each ten seconds", () => {
    const { world, running, until } = started(cpuAlarm({ period: 10 }));
    until(12);
    world.observe({ kind: "metric-data", data: [{ ...CPU, at: START + 12_000, value: 90, isHighResolution: true }] });
    until(24);
    expect(stateOf(running)).toBe("INSUFFICIENT_DATA");
    until(26);
    expect(stateOf(running)).toBe("ALARM");
  });

  it("evaluates an alarm on more than a day each hour", () => {
    const { world, running, until } = started(cpuAlarm({ period: 3600, evaluationPeriods: 48, datapointsToAlarm: 1 }));
    publish(world, 0, 90);
    until(3_540);
    expect(stateOf(running)).toBe("INSUFFICIENT_DATA");
    until(3_606);
    expect(stateOf(running)).toBe("ALARM");
  });

  it("doesn't evaluate bands, and says so", () => {
    const { running, until } = started(
      cpuAlarm({ comparisonOperator: "GreaterThanUpperThreshold", threshold: undefined, thresholdMetricId: "band" }),
    );
    until(66);
    expect(running.find("alarm", arnOf("cpu"))).toMatchObject({
      state: "INSUFFICIENT_DATA",
      reason: "Insufficient Data: the local cloud doesn't evaluate this alarm: bands of anomaly detection.",
    });
  });

  it("says of metrics that nothing here publishes that they aren't there, whatever missing data means", () => {
    const alarm = cpuAlarm({ namespace: "AWS/Backup", treatMissingData: "breaching" });
    const { world, running, until } = started(alarm);
    until(66);
    expect(running.find("alarm", arnOf("cpu"))).toMatchObject({
      state: "INSUFFICIENT_DATA",
      reason: "Insufficient Data: nothing in the local cloud publishes metrics in AWS/Backup.",
    });
    publish(world, 1, 90, { ...CPU, namespace: "AWS/Backup" });
    until(126);
    expect(stateOf(running)).toBe("ALARM");
  });

  it("ends with its resource", () => {
    const { world, running, cloud, until } = started(cpuAlarm());
    until(66);
    cloud.remove(METRIC_ALARM, "cpu");
    world.resourcesChanged();
    until(67);
    expect(running.all("alarm")).toEqual([]);
    expect(running.all("alarmHistory").at(-1)?.summary).toBe('Alarm "cpu" deleted');
  });

  it("keeps its state for a while when a world goes on, whose metrics are gone", () => {
    const { world, running, until } = started(cpuAlarm({ evaluationPeriods: 2 }));
    for (let minute = 0; minute < 2; minute++) publish(world, minute, 50);
    until(130);
    expect(stateOf(running)).toBe("OK");
    until(250);
    world.observe({ kind: "world-started" });
    // Its last value is of minute 1, of which the evaluation at 365 s would know no more.
    until(430);
    expect(stateOf(running)).toBe("OK");
    until(490);
    expect(stateOf(running)).toBe("INSUFFICIENT_DATA");
  });

  it("keeps its state when its settings change", () => {
    const { world, running, cloud, until } = started(cpuAlarm());
    publish(world, 0, 90);
    until(66);
    cloud.put(cpuAlarm({ threshold: 95 }));
    world.resourcesChanged();
    until(67);
    expect(stateOf(running)).toBe("ALARM");
    until(126);
    publish(world, 2, 90);
    until(186);
    expect(stateOf(running)).toBe("OK");
  });
});

describe("actions", () => {
  it("tell topics once for each change of state", () => {
    const { world, commands, until } = started(cpuAlarm({ alarmActions: [TOPIC], okActions: [TOPIC] }));
    [90, 90, 90, 50, 50].forEach((value, minute) => {
      publish(world, minute, value);
    });
    until(306);
    expect(commands).toMatchObject([
      { kind: "publish", topicArn: TOPIC, subject: 'ALARM: "cpu" in EU (Ireland)' },
      { kind: "publish", topicArn: TOPIC, subject: 'OK: "cpu" in EU (Ireland)' },
    ]);
  });

  it("send the message that subscribers know from CloudWatch", () => {
    const { world, commands, until } = started(cpuAlarm({ alarmActions: [TOPIC], alarmDescription: "Too much." }));
    publish(world, 0, 90);
    until(66);
    const [command] = commands;
    expect(JSON.parse(command?.kind === "publish" ? command.message : "")).toEqual({
      AlarmName: "cpu",
      AlarmDescription: "Too much.",
      AWSAccountId: "123456789012",
      NewStateValue: "ALARM",
      NewStateReason:
        "Threshold Crossed: 1 out of the last 1 datapoints [90.0 (30/11/26 12:00:00)] was greater than the threshold (70.0) " +
        "(minimum 1 datapoint for OK -> ALARM transition).",
      StateChangeTime: "2026-11-30T12:01:05.000+0000",
      Region: "EU (Ireland)",
      AlarmArn: arnOf("cpu"),
      OldStateValue: "INSUFFICIENT_DATA",
      OKActions: [],
      AlarmActions: [TOPIC],
      InsufficientDataActions: [],
      Trigger: {
        MetricName: "Cpu",
        Namespace: "Shop",
        StatisticType: "Statistic",
        Statistic: "AVERAGE",
        Unit: null,
        Dimensions: [{ name: "Service", value: "web" }],
        Period: 60,
        EvaluationPeriods: 1,
        ComparisonOperator: "GreaterThanThreshold",
        Threshold: 70,
        TreatMissingData: "missing",
      },
    });
  });

  it("fail for a topic that doesn't admit CloudWatch, which the history tells", () => {
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, Action: "sns:Publish", Resource: TOPIC },
      ],
    });
    const { world, commands, running, until } = started(
      cpuAlarm({ alarmActions: [TOPIC] }),
      resource("aws:sns/topicPolicy:TopicPolicy", TOPIC, { arn: TOPIC, policy }),
    );
    publish(world, 0, 90);
    until(66);
    expect(commands).toEqual([]);
    expect(running.all("alarmHistory").at(-1)?.summary).toMatch(/^Failed to execute action .*cloudwatch.amazonaws.com/);
  });

  it("start scaling policies each minute as long as the state lasts", () => {
    const { world, running, until } = started(cpuAlarm({ alarmActions: [POLICY] }));
    [90, 80, 50, 50].forEach((value, minute) => {
      publish(world, minute, value);
    });
    until(246);
    expect(running.all("policyInvocation")).toMatchObject([
      { policyArn: POLICY, alarmName: "cpu", values: [90], threshold: 70, at: START + 65_000 },
      { policyArn: POLICY, alarmName: "cpu", values: [80], threshold: 70, at: START + 125_000 },
    ]);
  });

  it("are off where the alarm says so", () => {
    const { world, commands, running, until } = started(
      cpuAlarm({ alarmActions: [TOPIC, POLICY], actionsEnabled: false }),
    );
    publish(world, 0, 90);
    until(126);
    expect(stateOf(running)).toBe("ALARM");
    expect([commands, running.all("policyInvocation")]).toEqual([[], []]);
  });

  it("are taken for a state that somebody sets, which the next evaluation overwrites", () => {
    const { world, commands, running, until } = started(cpuAlarm({ alarmActions: [TOPIC] }));
    publish(world, 0, 50);
    publish(world, 1, 50);
    until(70);
    world.observe({ kind: "alarm-state-set", alarmName: "cpu", region: "eu-west-1", state: "ALARM", reason: "a test" });
    until(71);
    expect(running.find("alarm", arnOf("cpu"))).toMatchObject({ state: "ALARM", reason: "a test" });
    expect(commands).toHaveLength(1);
    until(126);
    expect(stateOf(running)).toBe("OK");
  });

  it("leave a history, of which the oldest entries go", () => {
    const { world, running, until } = started(cpuAlarm({ alarmActions: [POLICY] }));
    publish(world, 0, 90);
    until(66);
    expect(running.all("alarmHistory").map(({ type, summary }) => [type, summary])).toEqual([
      ["ConfigurationUpdate", 'Alarm "cpu" created'],
      ["StateUpdate", "Alarm updated from INSUFFICIENT_DATA to ALARM"],
      ["Action", `Successfully executed action ${POLICY}`],
    ]);
    for (let minute = 1; minute < 250; minute++) {
      publish(world, minute, 90);
      until(minute * 60 + 66);
    }
    const kept = running.all("alarmHistory");
    expect(kept).toHaveLength(100);
    expect(Math.min(...kept.map(({ at }) => at))).toBeGreaterThan(START + 140 * 60_000);
  });
});

describe("states", () => {
  it("are those of CloudWatch's rules on the same values, whatever they are", () => {
    const limits = fc
      .record({
        evaluationPeriods: fc.integer({ min: 1, max: 5 }),
        least: fc.integer({ min: 1, max: 5 }),
        treatMissingData: fc.constantFrom(
          "missing" as const,
          "ignore" as const,
          "breaching" as const,
          "notBreaching" as const,
        ),
      })
      .map(({ least, ...of }) => ({ ...of, datapointsToAlarm: Math.min(least, of.evaluationPeriods) }));
    const values = fc.array(fc.constantFrom(undefined, 50, 90), { minLength: 8, maxLength: 14 });
    fc.assert(
      fc.property(limits, values, (given, series) => {
        const rules = {
          ...given,
          treatMissingData: given.treatMissingData,
          isBreaching: (value: number) => value > 70,
        };
        const length = given.evaluationPeriods + 2;
        let previous: "OK" | "ALARM" | "INSUFFICIENT_DATA" = "INSUFFICIENT_DATA";
        const expected = series.map((_, minute) => {
          const before = Array<undefined>(length).fill(undefined);
          const range = [...before, ...series.slice(0, minute + 1)].slice(-length);
          previous = alarmState(range, rules, previous);
          return previous;
        });
        expect(statesAfter(cpuAlarm(given), series)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
