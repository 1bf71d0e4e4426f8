import fc from "fast-check";
import { isRecurrence } from "../../../../localcloud/services/autoscaling/schedule";
import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud } from "../../support";
import { SCHEDULE, scalable } from "./groups";

const UNCHANGED = { minSize: -1, maxSize: -1, desiredCapacity: -1 };

describeLimits(SCHEDULE, [
  ["minSize", -2, -1, "ValidationError", "greater than or equal to -1"],
  ["scheduledActionName", "x".repeat(256), "x".repeat(255), "ValidationError", "at 'scheduledActionName'"],
]);

describeRules(
  SCHEDULE,
  (cloud) => {
    const { inputs } = scalable(cloud);
    cloud.create(SCHEDULE, { ...inputs, scheduledActionName: "taken", recurrence: "0 8 * * *" });
    return { inputs: { ...inputs, ...UNCHANGED, scheduledActionName: "morning", minSize: 2, recurrence: "0 8 * * *" } };
  },
  [
    [
      "a group that isn't there",
      { autoscalingGroupName: "none" },
      {},
      "ValidationError",
      "AutoScalingGroup name not found - none (autoscalingGroupName)",
    ],
    ["no size", { minSize: -1 }, {}, "ValidationError", "At least one of MinSize, MaxSize and DesiredCapacity"],
    [
      "sizes in the wrong order",
      { maxSize: 1 },
      { maxSize: 2 },
      "ValidationError",
      "Min size must be less than or equal to max size (minSize, maxSize)",
    ],
    [
      "the zero that the provider sends for what is left out",
      { desiredCapacity: undefined },
      { desiredCapacity: 2 },
      "ValidationError",
      "Desired capacity must be greater than or equal to min size (desiredCapacity, minSize)",
    ],
    [
      "more than the maximum",
      { desiredCapacity: 4, maxSize: 3 },
      { desiredCapacity: 3, maxSize: 3 },
      "ValidationError",
      "Desired capacity must be less than or equal to max size (desiredCapacity, maxSize)",
    ],
    [
      "a start in the past",
      { recurrence: undefined, startTime: "2020-01-01T08:00:00Z" },
      { recurrence: undefined, startTime: "2099-01-01T08:00:00Z" },
      "ValidationError",
      "Given start time is in the past: 2020-01-01T08:00:00Z (startTime)",
    ],
    [
      "no time",
      { recurrence: undefined },
      { recurrence: undefined, startTime: "2030-01-01T08:00:00Z" },
      "ValidationError",
      "(startTime, recurrence)",
    ],
    [
      "a time of another form",
      { startTime: "2030-01-01 08:00" },
      { startTime: "2030-01-01T08:00:00Z" },
      "ValidationError",
      '"2030-01-01 08:00" cannot be parsed as iso8601 Timestamp Format (startTime)',
    ],
    [
      "times in the wrong order",
      { startTime: "2030-01-01T08:00:00Z", endTime: "2030-01-01T08:00:00Z" },
      { startTime: "2030-01-01T08:00:00Z", endTime: "2030-01-01T08:00:01Z" },
      "ValidationError",
      "(startTime, endTime)",
    ],
    [
      "a recurrence of six fields",
      { recurrence: "0 8 * * ? *" },
      { recurrence: "0 8 * * MON-FRI" },
      "ValidationError",
      "Given recurrence string: 0 8 * * ? * is invalid (recurrence)",
    ],
    [
      "a zone that isn't one",
      { timeZone: "Europe/Nowhere" },
      { timeZone: "Europe/Bucharest" },
      "ValidationError",
      "'Europe/Nowhere' is not the name of an IANA time zone (timeZone)",
    ],
  ],
);

describeWarnings(
  SCHEDULE,
  (cloud) => {
    const { inputs } = scalable(cloud);
    cloud.create(SCHEDULE, { ...inputs, scheduledActionName: "taken", recurrence: "0 8 * * *" });
    return { inputs: { ...inputs, ...UNCHANGED, scheduledActionName: "morning", minSize: 2, recurrence: "0 8 * * *" } };
  },
  [["a name that the group has", { scheduledActionName: "taken" }, {}, "instances taken"]],
);

it("is known by the names of the group and its own", () => {
  const cloud = inLocalCloud();
  const { inputs } = scalable(cloud);
  const action = cloud.create(SCHEDULE, { ...inputs, scheduledActionName: "night", recurrence: "0 22 * * *" });

  expect(action.id).toBe("instances/night");
  expect(cloud.outputs(action)).toMatchObject({
    arn: expect.stringMatching(
      /:scheduledUpdateGroupAction:[0-9a-f-]{36}:autoScalingGroupName\/instances:scheduledActionName\/night$/,
    ) as string,
    minSize: 0,
    maxSize: 0,
    desiredCapacity: 0,
  });
  expect(cloud.update(action, { ...UNCHANGED, maxSize: 4 }).computed).toMatchObject({ minSize: -1, maxSize: 4 });
});

describe("recurrences", () => {
  it.each([
    ["* * * * *", true],
    ["*/15 0-6,22 1 1,JUL *", true],
    ["0 0 * * sun", true],
    ["0 0 * * 7", true],
    ["60 0 * * *", false],
    ["0 24 * * *", false],
    ["0 0 0 * *", false],
    ["0 0 * 13 *", false],
    ["0 0 * * 8", false],
    ["0 0 * * FRI-MON", false],
    ["0 6-0 * * *", false],
    ["0/0 0 * * *", false],
    ["0 0 * *", false],
    ["@daily", false],
  ])("reads %s: %s", (expression, readable) => {
    expect(isRecurrence(expression)).toBe(readable);
  });

  it("reads every minute of the year, and nothing beyond a field's range", () => {
    const within = fc.tuple(
      fc.nat(59),
      fc.nat(23),
      fc.integer({ min: 1, max: 31 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(7),
    );

    fc.assert(fc.property(within, (fields) => isRecurrence(fields.join(" "))));
    fc.assert(
      fc.property(within, fc.nat(4), (fields, index) => {
        const beyond = fields.map((value, each) => (each === index ? value + 60 : value));
        return !isRecurrence(beyond.join(" "));
      }),
    );
  });
});
