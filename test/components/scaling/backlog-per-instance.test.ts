import fc from "fast-check";
import { backlogPerInstance, cpu, type ScalingTrigger } from "../../../components/scaling";
import { overloadedAlarm } from "../../../components/scaling/load-alarm-definitions";
import { scalingPlan } from "../../../components/scaling/scaling-plan";
import type { WatchedMetric } from "../../../localcloud/services/cloudwatch/alarm-evaluation";
import { stateAfter, type World } from "../../support/alarm-world";
import { created } from "./support/alarms";
import { GROUP, problemsOf, SERVICE } from "./support/triggers";

/** Ten minutes of waiting at half a minute for each item: 20 items for each instance, and quiet below 2. */
const BACKLOG = { acceptableLatency: "10m", processingTime: "30s" } as const;
const TRIGGER = backlogPerInstance({ sqsQueueName: "jobs" }, BACKLOG);

/** Items and instances by the minute, counted from 0. */
interface Load {
  readonly waiting: (minute: number) => number | undefined;
  readonly instances: (minute: number) => number | undefined;
}

interface Late {
  readonly items?: number;
  readonly instances?: number;
}

function worldOf({ waiting, instances }: Load, late: Late = {}, emptySeries: World["emptySeries"] = "filled"): World {
  const isItems = ({ metricName }: WatchedMetric) => metricName === "ApproximateNumberOfMessagesVisible";
  return {
    further: 5,
    emptySeries,
    delay: (metric) => (isItems(metric) ? late.items : late.instances) ?? 0,
    value: (metric, minute) => {
      if (metric.metricName === "CPUUtilization") return 5;
      return isItems(metric) ? waiting(minute) : instances(minute);
    },
  };
}

function alarmsOf(triggers: readonly ScalingTrigger[]) {
  const policies = scalingPlan("worker", SERVICE, triggers);
  const definitions = policies.flatMap(({ alarms }) => alarms);
  const [up, down] = ["up-backlog-per-instance", "down"].map((name) =>
    definitions.filter((each) => each.name === `worker-scale-${name}`).map(created),
  );
  if (up?.[0] === undefined || down?.[0] === undefined) throw new Error("an alarm is missing");
  return { up: up[0], down: down[0] };
}

const always = (value: number | undefined) => () => value;

describe("the backlog per instance", () => {
  it("takes what an instance works off within the acceptable latency for too much", () => {
    expect(TRIGGER).toMatchObject({ above: 20, aboveFor: "3m", below: 2, belowFor: "15m", whenMissing: 0 });
    expect(problemsOf([TRIGGER])).toEqual([]);
  });

  it("takes one item that waits for an instance for fine, however slow that is", () => {
    const slow = backlogPerInstance({ sqsQueueName: "jobs" }, { acceptableLatency: "1m", processingTime: "1h" });

    expect(slow).toMatchObject({ above: 1, below: 0.1 });
    expect(problemsOf([slow])).toEqual([]);
  });

  it("takes other numbers", () => {
    expect(backlogPerInstance({ sqsQueueName: "jobs" }, BACKLOG, { above: 30, belowFor: "20m" })).toMatchObject({
      above: 30,
      below: 2,
      belowFor: "20m",
    });
  });

  it("refuses what is no duration", () => {
    const backlog = { ...BACKLOG, processingTime: "0s" } as const;

    expect(() => backlogPerInstance({ sqsQueueName: "jobs" }, backlog)).toThrow("must be more than zero");
  });

  it("counts the tasks of a service, and the instances of a group that are in service", () => {
    expect(TRIGGER.measure(SERVICE).metrics).toEqual({
      waiting: {
        namespace: "AWS/SQS",
        metricName: "ApproximateNumberOfMessagesVisible",
        statistic: "Maximum",
        dimensions: { QueueName: "jobs" },
      },
      instances: {
        namespace: "ECS/ContainerInsights",
        metricName: "RunningTaskCount",
        statistic: "Average",
        dimensions: { ClusterName: "shop", ServiceName: "web" },
      },
    });
    expect(TRIGGER.measure(GROUP).metrics.instances).toEqual({
      namespace: "AWS/AutoScaling",
      metricName: "GroupInServiceInstances",
      statistic: "Average",
      dimensions: { AutoScalingGroupName: "instances" },
    });
  });
});

describe("alarms on the backlog per instance", () => {
  const { up, down } = alarmsOf([TRIGGER]);

  it.each<[string, number | undefined, number | undefined, boolean, boolean]>([
    ["210 items for 10 instances", 210, 10, true, false],
    ["200 items for 10 instances", 200, 10, false, false],
    ["19 items for 10 instances", 19, 10, false, true],
    ["20 items for 10 instances", 20, 10, false, false],
    ["21 items where nothing runs", 21, 0, true, false],
    ["1 item where nothing runs", 1, 0, false, true],
    ["21 items where nobody reports instances", 21, undefined, true, false],
    ["5 items where nobody reports instances", 5, undefined, false, false],
    ["a queue of which SQS reports nothing", undefined, 10, false, true],
    ["nothing at all", undefined, undefined, false, true],
  ])("judge %s", (_, items, running, goesUp, goesDown) => {
    for (const emptySeries of ["filled", "left empty"] as const) {
      const world = worldOf({ waiting: always(items), instances: always(running) }, {}, emptySeries);

      expect(stateAfter(60, up, world) === "ALARM").toBe(goesUp);
      expect(stateAfter(60, down, world) === "ALARM").toBe(goesDown);
    }
  });

  it("take the last number of instances that is known, where the newest is late", () => {
    const load = { waiting: always(100), instances: always(10) };

    for (const instances of [0, 1, 2, 3]) {
      const world = worldOf(load, { instances });
      expect(stateAfter(60, up, world)).toBe("OK");
      expect(stateAfter(60, down, world)).toBe("OK");
    }
  });

  it("add instances as many minutes later as items come late", () => {
    const load = { waiting: (minute: number) => (minute >= 0 ? 500 : 0), instances: always(10) };

    for (const items of [0, 1, 2, 3]) {
      const world = worldOf(load, { items });
      expect(stateAfter(2 + items - 1, up, world)).not.toBe("ALARM");
      expect(stateAfter(2 + items, up, world)).toBe("ALARM");
    }
  });

  it("tell people of a backlog that stays", () => {
    const alarm = created(overloadedAlarm("worker", SERVICE, [TRIGGER]));
    const load = { waiting: (minute: number) => (minute >= 0 ? 500 : 0), instances: always(10) };

    expect(stateAfter(13, alarm, worldOf(load))).not.toBe("ALARM");
    expect(stateAfter(14, alarm, worldOf(load))).toBe("ALARM");
  });

  it("never add and take away at once, whatever items and instances do and however late they are", () => {
    const levels = fc.array(fc.option(fc.constantFrom(0, 1, 5, 19, 50, 210, 1000), { nil: undefined }), {
      minLength: 25,
      maxLength: 25,
    });
    const counts = fc.array(fc.option(fc.integer({ min: 0, max: 12 }), { nil: undefined }), {
      minLength: 25,
      maxLength: 25,
    });
    const spell = fc.integer({ min: 1, max: 25 });
    const late = fc.integer({ min: 0, max: 3 });
    const withCpu = alarmsOf([TRIGGER, cpu()]);
    let [ups, downs] = [0, 0];
    fc.assert(
      fc.property(fc.record({ levels, counts, spell, items: late, instances: late, empty: fc.boolean() }), (drawn) => {
        const at =
          <T>(values: readonly T[]) =>
          (minute: number) =>
            values[Math.floor(Math.abs(minute) / drawn.spell) % values.length];
        const load = { waiting: at(drawn.levels), instances: at(drawn.counts) };
        const world = worldOf(load, drawn, drawn.empty ? "left empty" : "filled");
        for (const alarms of [{ up, down }, withCpu]) {
          const goesUp = stateAfter(0, alarms.up, world) === "ALARM";
          const goesDown = stateAfter(0, alarms.down, world) === "ALARM";
          ups += Number(goesUp);
          downs += Number(goesDown);
          expect(goesUp && goesDown).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
    expect(Math.min(ups, downs)).toBeGreaterThan(10); // both happen, so that the above says something
  });
});
