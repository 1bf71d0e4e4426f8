import fc from "fast-check";
import { cpu, memory, queueDepth } from "../../../../components/scaling";
import { scalingPlan } from "../../../../components/scaling/scaling-plan";
import { ecsServiceTarget } from "../../../../components/scaling/scaling-targets";
import { metricAlarmArgs } from "../../../../components/shared/alarm";
import { metricAlarms } from "../../../../localcloud/behaviour/cloudwatch/metric-alarms";
import { metricPublisher } from "../../../../localcloud/behaviour/metrics/publisher";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { arnOf, METRIC_ALARM } from "../cloudwatch/fixture";
import { resource } from "../support/deployed";
import { policyArn, scaledWorld, service, stepPolicy, target, TASKS } from "./fixture";

/** The triggers of the environments' services: two up for five minutes, one down for ten. */
const TARGET = ecsServiceTarget({ clusterName: "shop", serviceName: "web" });
const PLAN = scalingPlan("web", TARGET, [cpu(), memory(), queueDepth({ sqsQueueName: "jobs" })]);

function policiesAndAlarms(): CloudResource[] {
  return PLAN.flatMap(({ name, steps, cooldownSeconds, alarms }) => [
    stepPolicy(
      name,
      steps.map(({ lowerBound, upperBound, instances }) => ({
        metricIntervalLowerBound: String(lowerBound),
        ...(upperBound === undefined ? {} : { metricIntervalUpperBound: String(upperBound) }),
        scalingAdjustment: instances,
      })),
      { cooldown: cooldownSeconds },
    ),
    ...alarms.map((definition) => {
      const inputs = { ...metricAlarmArgs(definition), alarmActions: [policyArn(name)] };
      return resource(METRIC_ALARM, definition.name, inputs, { arn: arnOf(definition.name), name: definition.name });
    }),
  ]);
}

/** What a minute brings: CPU units of the whole service, or silence. */
type Load = number | undefined;

/** Desired counts at the end of each minute. */
function countsOf(desired: number, bounds: readonly [number, number], loads: readonly Load[]): number[] {
  const small = scaledWorld(
    [metricPublisher, metricAlarms, TASKS],
    service(desired),
    target(...bounds),
    ...policiesAndAlarms(),
  );
  return loads.map((load, minute) => {
    small.until(minute * 60 + 50);
    const tasks = small.running.all("task");
    if (load !== undefined) {
      for (const { arn } of tasks) {
        small.world.observe({ kind: "task-usage", taskArn: arn, cpu: Math.min(256, load / tasks.length), memory: 128 });
      }
      small.world.observe({
        kind: "queue-depth",
        queueName: "jobs",
        region: "eu-west-1",
        visible: 0,
        notVisible: 0,
        oldestAgeSeconds: 0,
      });
    }
    small.until((minute + 1) * 60 + 10);
    return small.desired() ?? 0;
  });
}

/** So many minutes of a load. */
function minutes(count: number, load: Load): Load[] {
  return Array<Load>(count).fill(load);
}

/** Minutes, counted from 0, after which a count differs from the one before, and by how much. */
function changesOf(desired: number, counts: readonly number[]): [minute: number, change: number][] {
  return counts.flatMap((count, minute): [number, number][] => {
    const change = count - (counts[minute - 1] ?? desired);
    return change === 0 ? [] : [[minute, change]];
  });
}

describe("the product's own alarms", () => {
  it("scale out under load, each five minutes until it is enough, and back in when it is quiet", () => {
    // 1,000 units: three tasks of 256 are full; from six tasks on each has less than 70 percent of its own.
    const counts = countsOf(3, [3, 20], [...minutes(5, 300), ...minutes(25, 1_000), ...minutes(60, 60)]);
    const [first, second, ...rest] = changesOf(3, counts);
    // Two minutes above 70 percent, a minute until they are known: the load began with minute 5.
    expect(first).toEqual([7, 2]);
    expect(second?.[1]).toBe(2);
    expect((second?.[0] ?? 0) - 7).toBe(5);
    expect(rest.length).toBeGreaterThan(0);
    expect(rest.every(([, change]) => change === -1)).toBe(true);
    expect(counts.at(-1)).toBe(3);
    // 15 quiet minutes before the first scale-in, and ten between two of them.
    const downs = rest.map(([minute]) => minute);
    expect(downs[0]).toBeGreaterThanOrEqual(30 + 15);
    downs.slice(1).forEach((minute, index) => {
      expect(minute - (downs[index] ?? 0)).toBeGreaterThanOrEqual(10);
    });
  });

  it("don't scale in what tells nothing any more", () => {
    const counts = countsOf(8, [3, 20], [...minutes(10, 1_200), ...minutes(120, undefined)]);
    expect(new Set(counts)).toEqual(new Set([8]));
  });

  it("scale in what is quiet", () => {
    expect(countsOf(8, [3, 20], minutes(120, 100)).at(-1)).toBe(3);
  });

  it("keep bounds and cooldowns whatever the load does", () => {
    const load = fc.oneof(
      fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 3_000 })),
      fc.tuple(fc.integer({ min: 1, max: 30 }), fc.constant(undefined)),
    );
    fc.assert(
      fc.property(fc.array(load, { minLength: 3, maxLength: 12 }), (spans) => {
        const loads = spans.flatMap(([count, value]) => minutes(count, value));
        const counts = countsOf(4, [2, 9], loads);
        expect(counts.every((count) => count >= 2 && count <= 9)).toBe(true);
        const changes = changesOf(4, counts);
        const ups = changes.filter(([, change]) => change > 0);
        const downs = changes.filter(([, change]) => change < 0);
        ups.slice(1).forEach(([minute], index) => {
          expect(minute - (ups[index]?.[0] ?? 0)).toBeGreaterThanOrEqual(5);
        });
        for (const [minute] of downs) {
          const before = loads.slice(Math.max(0, minute - 4), minute + 1);
          // A scale-in needs values: where the last minutes are silent there is none.
          expect(before.some((value) => value !== undefined)).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });
});
