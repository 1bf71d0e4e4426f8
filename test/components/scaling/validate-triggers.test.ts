import { cpu, memory, queueDepth, responseTime, type ScalingTrigger } from "../../../components/scaling";
import { GROUP, problemsOf, TARGET, trigger } from "./support/triggers";

const metric = { namespace: "Shop", metricName: "Things", statistic: "Sum" };

describe("triggers", () => {
  it("of the product are right", () => {
    expect(problemsOf([cpu(), memory(), responseTime(TARGET), queueDepth({ metric })])).toEqual([]);
  });

  it.each<[string, Partial<ScalingTrigger>, RegExp]>([
    ["a name in capitals", { name: "CPU" }, /^triggers\[0\]\.name: must be .*got "CPU"$/],
    ["a name that ends in a hyphen", { name: "cpu-" }, /^triggers\[0\]\.name: must be/],
    [
      "crossing thresholds",
      { below: 11, belowFor: "4m" },
      /^triggers\[0\]\.below: must be less than above \(10\).*got 11$/,
    ],
    ["equal thresholds", { below: 10, belowFor: "4m" }, /^triggers\[0\]\.below: .*got 10$/],
    ["no number", { above: NaN, aboveFor: "2m" }, /^triggers\[0\]\.above: must be a number, got NaN$/],
    [
      "half a minute",
      { above: 10, aboveFor: "90s" },
      /^triggers\[0\]\.aboveFor: must be whole minutes up to a day.*got "90s"$/,
    ],
    ["more than a day", { below: 5, belowFor: "25h" }, /^triggers\[0\]\.belowFor: .*got "25h"$/],
    [
      "missing data that adds instances",
      { whenMissing: 11 },
      /^triggers\[0\]\.whenMissing: must not be greater than above \(10\)/,
    ],
    [
      "a step at the threshold",
      { above: 10, aboveFor: "2m", steps: [{ above: 10, instances: 3 }] },
      /^triggers\[0\]\.steps\[0\]\.above: .*\(10\), got 10$/,
    ],
    [
      "a step of nothing",
      { above: 10, aboveFor: "2m", steps: [{ above: 11, instances: 0 }] },
      /^triggers\[0\]\.steps\[0\]\.instances: /,
    ],
    ["no metric", { measure: () => ({ metrics: {} }) }, /^triggers\[0\]\.measure: must look at one metric/],
    [
      "a metric's name like a function's",
      { measure: () => ({ metrics: { SUM: metric } }) },
      /^triggers\[0\]\.measure\.metrics\.SUM: must be named/,
    ],
    [
      "two metrics and nothing made of them",
      { measure: () => ({ metrics: { a: metric, b: metric } }) },
      /^triggers\[0\]\.measure\.expression: must say .*"a \+ b"$/,
    ],
    [
      "a metric that nothing uses",
      { measure: () => ({ metrics: { a: metric, b: metric }, expression: "a * 2" }) },
      /^triggers\[0\]\.measure\.metrics\.b: is not used/,
    ],
  ])("refuse %s", (_, overrides, problem) => {
    expect(problemsOf([trigger(overrides)])).toEqual([expect.stringMatching(problem)]);
  });

  it("refuse steps out of order, each by its own", () => {
    const steps = [
      { above: 30, instances: 3 },
      { above: 20, instances: 4 },
    ];

    expect(problemsOf([trigger({ above: 10, aboveFor: "2m", steps })])).toEqual([
      expect.stringMatching(/^triggers\[0\]\.steps\[1\]\.above: .*\(30\), got 20$/),
    ]);
  });

  it("refuse steps for a group, whose step policies have no cooldown", () => {
    expect(problemsOf([cpu({ steps: [{ above: 90, instances: 4 }] })], GROUP)).toEqual([
      expect.stringMatching(/^triggers\[0\]\.steps: has no place in an Auto Scaling group/),
    ]);
  });

  it("refuse none at all, and two of one name", () => {
    expect(problemsOf([])).toEqual([expect.stringMatching(/^triggers: must be one at least/)]);
    expect(problemsOf([cpu(), cpu({ above: 90 })])).toEqual([
      expect.stringMatching(/^triggers\[1\]\.name: .*second time/),
    ]);
  });

  it("refuse more metrics than one alarm can watch", () => {
    const metrics = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`m${index}`, metric]));
    const wide = trigger({ measure: () => ({ metrics, expression: Object.keys(metrics).join(" + ") }) });

    expect(problemsOf([wide, cpu()])).toEqual([]);
    expect(problemsOf([wide, cpu(), memory()])).toEqual([expect.stringMatching(/^triggers: .*10 metrics.*got 11/)]);
  });

  it("refuse more expressions than one alarm can have", () => {
    const computed = (count: number) =>
      Array.from({ length: count }, (_, index) =>
        trigger({
          name: `custom-${index}`,
          measure: () => ({ metrics: { value: metric }, expression: "100 - value" }),
        }),
      );

    expect(problemsOf(computed(8))).toEqual([]);
    expect(problemsOf(computed(9))).toEqual([expect.stringMatching(/^triggers: must have 8 expressions.*got 9/)]);
  });

  it.each([
    [
      ["level-1", "level1"],
      'triggers[1].name: must differ from others in more than hyphens, got "level1" beside "level-1"',
    ],
    [["quiet"], 'triggers[0].name: must not be a name that alarms use themselves, got "quiet"'],
    [["overloaded"], "triggers[0].name: must not be a name that alarms use themselves"],
    [["seconds-since-data"], "triggers[0].name: must not be a name that alarms use themselves"],
  ])("refuse %j, whose names would meet in an alarm", (names, words) => {
    expect(problemsOf(names.map((name) => trigger({ name })))).toEqual([expect.stringContaining(words)]);
  });

  it("refuse with everything that is wrong at once", () => {
    expect(problemsOf([trigger({ name: "", above: 0, aboveFor: "1s" })])).toHaveLength(3);
  });
});
