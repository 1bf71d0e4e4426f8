import { watchingAlarms } from "../../../components/auto-scaling-group/group-scaling";
import { cpu, memory, responseTime } from "../../../components/scaling";
import { stateAfter } from "../../support/alarm-world";
import { all } from "../../support/deploy";
import { created } from "../scaling/support/alarms";
import { deployed, TOPIC, TYPES } from "./support";

describe("the alarms of a group without triggers (SH-3)", () => {
  it("tell people of overloaded instances, and of their end", async () => {
    const alarms = all(await deployed(), TYPES.alarm);

    expect(Object.fromEntries(alarms.map(({ name, inputs }) => [name, inputs]))).toMatchObject({
      "fleet-cpu": {
        namespace: "AWS/EC2",
        metricName: "CPUUtilization",
        threshold: 90,
        period: 60,
        evaluationPeriods: 5,
        dimensions: { AutoScalingGroupName: "fleet" },
        alarmActions: [TOPIC],
        okActions: [TOPIC],
      },
      "fleet-memory": {
        metricQueries: [
          { metric: { namespace: "AWS/EC2", metricName: "CPUUtilization" } },
          { metric: { namespace: "CWAgent", metricName: "mem_used_percent" } },
          { id: "memory", returnData: true },
        ],
        alarmDescription: "memory above 90 % for 5m, or no instance that runs reports it",
        threshold: 90,
        alarmActions: [TOPIC],
      },
    });
    expect(alarms).toHaveLength(2);
  });

  it("watch the response time of a load balancer, over all that it serves", async () => {
    const resources = await deployed({
      latencyOf: { loadBalancerDimension: "app/web/1" },
      alarms: { responseTime: "500ms", cpuPercent: 80, memoryPercent: 85 },
    });
    const inputsOf = (name: string) => all(resources, TYPES.alarm).find((alarm) => alarm.name === name)?.inputs;

    expect(inputsOf("fleet-cpu")).toMatchObject({ threshold: 80 });
    expect(inputsOf("fleet-memory")).toMatchObject({ threshold: 85 });
    expect(inputsOf("fleet-response-time")).toMatchObject({
      threshold: 0.5,
      evaluationPeriods: 5,
      metricQueries: [
        { metric: { metricName: "TargetResponseTime", stat: "Sum", dimensions: { LoadBalancer: "app/web/1" } } },
        { metric: { metricName: "TargetResponseTime", stat: "SampleCount" } },
        { id: "responseTime", returnData: true },
      ],
    });
  });
});

describe("the alarm on the memory of instances", () => {
  const [definition] = watchingAlarms("fleet", {}, "fleet").filter(({ name }) => name === "fleet-memory");

  /** State after an hour of these values, which change in its last minutes. */
  function stateOf(used: number | undefined, running: number | undefined, [memoryLate, cpuLate] = [0, 0]) {
    if (definition === undefined) throw new Error("the alarm is missing");
    return stateAfter(60, created(definition), {
      further: 3,
      emptySeries: "filled",
      delay: ({ namespace }) => (namespace === "CWAgent" ? memoryLate : cpuLate),
      value: ({ namespace }) => (namespace === "CWAgent" ? used : running),
    });
  }

  it.each([
    ["is low", 40, 10, "OK"],
    ["is high", 95, 10, "ALARM"],
    ["is reported by nobody while instances run", undefined, 10, "ALARM"],
    ["is reported by nobody while instances run and do nothing", undefined, 0, "ALARM"],
    ["has no instance", undefined, undefined, "OK"],
    ["is 0", 0, 10, "OK"],
  ])("sounds where it should: it %s", (_, used, running, state) => {
    expect(stateOf(used, running)).toBe(state);
  });

  it("takes no late data for missing ones", () => {
    for (const memoryLate of [0, 1, 2, 3]) {
      for (const cpuLate of [0, 1, 2, 3]) {
        expect(stateOf(40, 10, [memoryLate, cpuLate])).toBe("OK");
        expect(stateOf(95, 10, [memoryLate, cpuLate])).toBe("ALARM");
        expect(stateOf(undefined, 10, [memoryLate, cpuLate])).toBe("ALARM");
      }
    }
  });
});

describe("the triggers of a group", () => {
  it("scale it by simple policies, which alone have cooldowns (SC-10)", async () => {
    const target = { loadBalancerDimension: "app/web/1", targetGroupDimensions: ["targetgroup/a/1"] };
    const resources = await deployed({ triggers: [cpu(), memory(), responseTime(target)] });
    const policies = all(resources, TYPES.policy);
    const alarms = all(resources, TYPES.alarm);
    const simple = { autoscalingGroupName: "fleet", policyType: "SimpleScaling", adjustmentType: "ChangeInCapacity" };

    expect(Object.fromEntries(policies.map(({ name, inputs }) => [name, inputs]))).toEqual({
      "fleet-scale-up": { ...simple, scalingAdjustment: 2, cooldown: 300 },
      "fleet-scale-down": { ...simple, scalingAdjustment: -1, cooldown: 600 },
    });
    expect(Object.fromEntries(alarms.map(({ name, inputs }) => [name, inputs.alarmActions]))).toEqual({
      "fleet-scale-up-cpu": ["arn:mock:fleet-scale-up"],
      "fleet-scale-up-memory": ["arn:mock:fleet-scale-up"],
      "fleet-scale-up-response-time": ["arn:mock:fleet-scale-up"],
      "fleet-scale-down": ["arn:mock:fleet-scale-down"],
    });
  });

  it("take another speed", async () => {
    const speed = { addedInstances: 1, upCooldownSeconds: 60 };
    const policies = all(await deployed({ triggers: [cpu()], speed }), TYPES.policy);

    expect(policies.find(({ name }) => name === "fleet-scale-up")?.inputs).toMatchObject({
      scalingAdjustment: 1,
      cooldown: 60,
    });
  });

  it("stand beside schedules, which leave alone what they don't name", async () => {
    const schedules = [
      { name: "night", at: "22:00", days: ["monday"], maxInstances: 3, timeZone: "Asia/Tokyo" },
      { name: "day", at: "06:00", maxInstances: 4 },
    ] as const;

    expect(all(await deployed({ schedules }), TYPES.schedule)[0]?.inputs).toEqual({
      scheduledActionName: "fleet-night",
      autoscalingGroupName: "fleet",
      recurrence: "0 22 * * 1",
      timeZone: "Asia/Tokyo",
      minSize: -1,
      maxSize: 3,
      desiredCapacity: -1,
    });
  });
});
