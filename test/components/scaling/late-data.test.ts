import { cpu, memory, queueDepth, responseTime } from "../../../components/scaling";
import { scalingPlan } from "../../../components/scaling/scaling-plan";
import type { EvaluatedAlarm, WatchedMetric } from "../../../localcloud/services/cloudwatch/alarm-evaluation";
import { stateAfter, type World } from "../../support/alarm-world";
import { created } from "./support/alarms";
import { SERVICE, TARGET } from "./support/triggers";

/** What metrics are called, by what they tell. */
const METRICS = {
  cpu: "CPUUtilization",
  memory: "MemoryUtilization",
  time: "TargetResponseTime",
  queue: "ApproximateNumberOfMessagesVisible",
} as const;

type Values = Readonly<Record<keyof typeof METRICS, number | undefined>>;

const QUIET: Values = { cpu: 10, memory: 20, time: 0.1, queue: 0 };
const BUSY: Values = { cpu: 75, memory: 85, time: 3, queue: 101 };
const IDLE: Values = { ...QUIET, time: undefined, queue: undefined };

const [up, down] = scalingPlan("web", SERVICE, [
  cpu(),
  memory(),
  responseTime(TARGET),
  queueDepth({ sqsQueueName: "jobs" }),
]);

function alarm(name: string): EvaluatedAlarm {
  const definition = [...(up?.alarms ?? []), ...(down?.alarms ?? [])].find((each) => each.name === `web-scale-${name}`);
  if (definition === undefined) throw new Error(`no alarm ${name}`);
  return created(definition);
}

/** Values that change once minute 0 begins, each late by its own delay; statistics of one metric come together. */
function world(before: Values, after: Values, delays: readonly number[], rest: Partial<World> = {}): World {
  const keyOf = (metric: WatchedMetric) =>
    (Object.keys(METRICS) as (keyof typeof METRICS)[]).find((key) => METRICS[key] === metric.metricName) ?? "cpu";
  return {
    further: 3,
    emptySeries: "filled",
    delay: (metric) => delays[Object.keys(METRICS).indexOf(keyOf(metric))] ?? 0,
    value: (metric, minute) => {
      const value = (minute < 0 ? before : after)[keyOf(metric)];
      return value === undefined || metric.statistic !== "Sum" ? value && valueOf(metric, value) : value * 7;
    },
    ...rest,
  };
}

/** Answers are counted, and take a time together. */
function valueOf({ statistic }: WatchedMetric, value: number): number {
  return statistic === "SampleCount" ? 7 : value;
}

const LATE = [0, 1, 2, 3];
const ALL_DELAYS = LATE.flatMap((one) =>
  LATE.flatMap((two) => LATE.flatMap((three) => LATE.map((four) => [one, two, three, four]))),
);

/** First of the minutes after which an alarm sounds. */
function firstOf(watched: EvaluatedAlarm, all: World): number {
  return Array.from({ length: 61 }, (_, minute) => minute).findIndex(
    (minute) => stateAfter(minute, watched, all) === "ALARM",
  );
}

describe("the product's alarms, with every metric up to three minutes late on its own", () => {
  it("take instances away after 15 quiet minutes, as late as CPU and memory are (SC-6 to SC-9)", () => {
    const quiet = alarm("down");
    for (const delays of ALL_DELAYS) {
      const late = Math.max(delays[0] ?? 0, delays[1] ?? 0);
      expect([delays, firstOf(quiet, world(BUSY, QUIET, delays))]).toEqual([delays, 14 + late]);
    }
  });

  it.each([
    ["cpu", 2, 0], // SC-1
    ["memory", 2, 1], // SC-2
    ["response-time", 5, 2], // SC-3
    ["queue-depth", 3, 3], // SC-4
  ])("add instances by %s after %d minutes, as late as it is", (name, window, metric) => {
    const watched = alarm(`up-${name}`);
    for (const delays of ALL_DELAYS) {
      expect([delays, firstOf(watched, world(QUIET, BUSY, delays))]).toEqual([
        delays,
        window - 1 + (delays[metric] ?? 0),
      ]);
    }
  });

  it.each(["filled", "left empty"] as const)(
    "need neither requests nor a queue that was ever used, whether FILL leaves such metrics empty: %s",
    (emptySeries) => {
      expect(firstOf(alarm("down"), world({ ...IDLE, cpu: 75 }, IDLE, [1, 1, 1, 1], { emptySeries }))).toBe(15);
    },
  );

  it.each(["cpu", "memory"] as const)("take nothing away without %s", (key) => {
    for (const emptySeries of ["filled", "left empty"] as const) {
      const never = { ...QUIET, [key]: undefined };
      expect(firstOf(alarm("down"), world(never, never, [0, 0, 0, 0], { emptySeries }))).toBe(-1);
    }
  });

  it("stop taking away with the first minute that isn't quiet, long before they add", () => {
    const all = world(QUIET, { ...QUIET, queue: 10 }, [3, 3, 0, 0]);

    expect(stateAfter(-1, alarm("down"), all)).toBe("ALARM");
    expect(stateAfter(0, alarm("down"), all)).toBe("OK");
  });
});
