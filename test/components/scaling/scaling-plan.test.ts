import { metricAlarmArgs } from "../../../components/shared/alarm";
import { cpu, memory, queueDepth, responseTime } from "../../../components/scaling";
import { scalingPlan } from "../../../components/scaling/scaling-plan";
import { GROUP, SERVICE, TARGET, trigger } from "./support/triggers";
import { sounds } from "./support/alarms";

const ALL = [cpu(), memory(), responseTime(TARGET), queueDepth({ sqsQueueName: "jobs" })];

describe("the plan of the product's triggers", () => {
  const [up, down, ...others] = scalingPlan("web", SERVICE, ALL);

  it("adds 2 with 5 minutes of rest and takes 1 away with 10 (SC-10)", () => {
    expect(others).toEqual([]);
    expect(up).toMatchObject({
      name: "web-scale-up",
      direction: "up",
      steps: [{ lowerBound: 0, upperBound: undefined, instances: 2 }],
      cooldownSeconds: 300,
    });
    expect(down).toMatchObject({
      name: "web-scale-down",
      direction: "down",
      steps: [{ lowerBound: 0, upperBound: undefined, instances: -1 }],
      cooldownSeconds: 600,
    });
  });

  it.each([
    ["web-scale-up-cpu", 70, 2], // SC-1
    ["web-scale-up-memory", 80, 2], // SC-2
    ["web-scale-up-response-time", 2, 5], // SC-3
    ["web-scale-up-queue-depth", 100, 3], // SC-4
  ])("sounds %s above %d for %d minutes", (name, threshold, minutes) => {
    expect(up?.alarms.find((alarm) => alarm.name === name)).toMatchObject({
      threshold,
      periodSeconds: 60,
      evaluationPeriods: minutes,
      datapointsToAlarm: minutes,
      treatMissingData: "notBreaching",
    });
  });

  it("is quiet when all are, for the longest of their times (SC-6 to SC-9)", () => {
    expect(down?.alarms).toHaveLength(1);
    expect(down?.alarms[0]).toMatchObject({
      name: "web-scale-down",
      threshold: 0,
      evaluationPeriods: 15,
      datapointsToAlarm: 15,
      treatMissingData: "missing",
      description:
        "all quiet for 15 minutes: cpu below 30 %, memory below 50 %, response-time below 0.5 s, queue-depth below 10 items",
    });
    expect(down?.alarms[0]?.queries.at(-1)).toEqual({
      id: "quiet",
      expression:
        "IF(FILL(cpu, 29) >= 30 OR FILL(memory, 49) >= 50 OR FILL(responseTime, -0.5) >= 0.5 OR " +
        "FILL(queueDepth, 9) >= 10 OR secondsSinceData > 180, 0, IF(secondsSinceData == 0, 1))",
    });
    expect(down?.alarms[0]?.queries.at(-2)).toEqual({
      id: "secondsSinceData",
      expression: "EPOCH(cpu) - FILL(IF(IF(cpu, 1, 1) AND IF(memory, 1, 1), EPOCH(cpu)), REPEAT)",
    });
  });

  it("times answers over both groups, by the number of answers", () => {
    const alarm = up?.alarms.find(({ name }) => name === "web-scale-up-response-time");
    const minutes = (values: Readonly<Record<string, number>>) => (id: string) =>
      Array<number>(5).fill(values[id] ?? NaN);

    expect(alarm?.queries.map(({ id }) => id)).toEqual([
      "responseTime_time0",
      "responseTime_answers0",
      "responseTime_time1",
      "responseTime_answers1",
      "responseTime",
    ]);
    if (alarm === undefined) throw new Error("the alarm is missing");
    // 1000 slow answers of green and one quick one of blue are slow, whichever group is live.
    const [time0, answers0, time1, answers1] = alarm.queries.map(({ id }) => id) as [string, string, string, string];
    expect(sounds(alarm, minutes({ [time0]: 0.1, [answers0]: 1, [time1]: 3000, [answers1]: 1000 }))).toBe(true);
    expect(sounds(alarm, minutes({ [time0]: 3, [answers0]: 1, [time1]: 100, [answers1]: 1000 }))).toBe(false);
    expect(sounds(alarm, minutes({ [time1]: 3000, [answers1]: 1000 }))).toBe(true);
    expect(sounds(alarm, minutes({}))).toBe(false);
  });

  it("takes no missing data of CPU or memory for quiet, but of latency and queue", () => {
    const alarm = down?.alarms[0];
    if (alarm === undefined) throw new Error("the alarm is missing");
    const minutes = (values: Readonly<Record<string, number>>) => (id: string) =>
      Array<number>(15).fill(values[id] ?? NaN);

    expect(sounds(alarm, minutes({ cpu: 10, memory: 10 }))).toBe(true);
    expect(sounds(alarm, minutes({ memory: 10 }))).toBe(false);
    expect(sounds(alarm, minutes({ cpu: 10 }))).toBe(false);
    expect(sounds(alarm, minutes({ cpu: 10, memory: 10, queueDepth: 10 }))).toBe(false);
    expect(sounds(alarm, minutes({ cpu: 10, memory: 50 }))).toBe(false);
  });
});

describe("a plan", () => {
  it("measures a group by EC2's CPU and the agent's memory", () => {
    const alarms = scalingPlan("fleet", GROUP, [cpu(), memory()]).flatMap((policy) => policy.alarms);
    const dimensions = { AutoScalingGroupName: "instances" };

    expect(alarms.slice(0, 2).map(({ queries }) => queries)).toEqual([
      [{ id: "cpu", metric: { namespace: "AWS/EC2", metricName: "CPUUtilization", statistic: "Average", dimensions } }],
      [
        {
          id: "memory",
          metric: { namespace: "CWAgent", metricName: "mem_used_percent", statistic: "Average", dimensions },
        },
      ],
    ]);
  });

  it("takes other numbers and speeds", () => {
    const own = cpu({ above: 50, aboveFor: "1m", below: 20, belowFor: "30m" });
    const [up, down] = scalingPlan("web", SERVICE, [own], {
      addedInstances: 3,
      upCooldownSeconds: 60,
      removedInstances: 2,
      downCooldownSeconds: 120,
    });

    expect(up).toMatchObject({
      steps: [{ instances: 3 }],
      cooldownSeconds: 60,
      alarms: [{ threshold: 50, evaluationPeriods: 1 }],
    });
    expect(down).toMatchObject({
      steps: [{ instances: -2 }],
      cooldownSeconds: 120,
      alarms: [{ evaluationPeriods: 30 }],
    });
  });

  it("gives a trigger with steps a policy of its own, with offsets from its threshold", () => {
    const stepped = cpu({
      steps: [
        { above: 85, instances: 4 },
        { above: 95.1, instances: 6 },
      ],
    });
    const [up, own] = scalingPlan("web", SERVICE, [stepped, memory()]);

    expect(up?.alarms.map(({ name }) => name)).toEqual(["web-scale-up-memory"]);
    expect(own).toMatchObject({
      name: "web-scale-up-cpu",
      steps: [
        { lowerBound: 0, upperBound: 15, instances: 2 },
        { lowerBound: 15, upperBound: 25.1, instances: 4 },
        { lowerBound: 25.1, upperBound: undefined, instances: 6 },
      ],
      alarms: [{ name: "web-scale-up-cpu", threshold: 70 }],
    });
  });

  function expressionOf(expression: string): unknown {
    const measured = trigger({
      name: "backlog-per-task",
      measure: () => ({
        metrics: {
          sum: { namespace: "Shop", metricName: "Backlog", statistic: "Sum" },
          tasks: { namespace: "Shop", metricName: "Tasks", statistic: "Average" },
        },
        expression,
      }),
    });
    return scalingPlan("web", SERVICE, [measured])[0]?.alarms[0]?.queries.at(-1);
  }

  it("keeps metrics of two triggers apart, and functions as they are", () => {
    expect(expressionOf("SUM([FILL(sum, 0)]) / FILL(tasks, 1)")).toEqual({
      id: "backlogPerTask",
      expression: "SUM([FILL(backlogPerTask_sum, 0)]) / FILL(backlogPerTask_tasks, 1)",
    });
  });

  it.each([
    ["sum / tasks", "IF(IF(x_sum, 1, 1) AND IF(x_tasks, 1, 1), x_sum / x_tasks)"],
    ["sum / FILL(tasks, 1)", "IF(IF(x_sum, 1, 1), x_sum / FILL(x_tasks, 1))"],
    ["IF(sum, sum, 0) / FILL( tasks, 1)", "IF(x_sum, x_sum, 0) / FILL( x_tasks, 1)"],
  ])("computes %s where it has what it needs, since CloudWatch takes 0 for what it lacks", (expression, guarded) => {
    expect(expressionOf(expression)).toMatchObject({ expression: guarded.replaceAll("x_", "backlogPerTask_") });
  });

  it("looks at four minutes at least before it takes something away, since data come up to three late", () => {
    const [, down] = scalingPlan("web", SERVICE, [cpu({ belowFor: "1m" })]);

    expect(down?.alarms).toMatchObject([
      { evaluationPeriods: 4, datapointsToAlarm: 4, description: "all quiet for 4 minutes: cpu below 30 %" },
    ]);
  });

  it("needs no data where none of its triggers does", () => {
    const [, down] = scalingPlan("web", SERVICE, [queueDepth({ sqsQueueName: "jobs" })]);

    expect(down?.alarms[0]?.queries.map(({ id }) => id)).toEqual(["queueDepth", "quiet"]);
    expect(down?.alarms[0]?.queries.at(-1)).toMatchObject({
      expression: "IF(TIME_SERIES(0) OR FILL(queueDepth, 9) >= 10, 0, 1)",
    });
  });

  it("keeps alarm names within CloudWatch's 255 characters", () => {
    const alarms = scalingPlan("x".repeat(300), SERVICE, [cpu()]).flatMap((policy) => policy.alarms);

    const names = alarms.map((alarm) => metricAlarmArgs(alarm).name as string);
    expect(names.map((name) => name.length <= 255)).toEqual([true, true]);
    expect(new Set(names).size).toBe(2);
  });
});
