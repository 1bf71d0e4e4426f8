import { isSchedule } from "../../../../components/shared/schedule-expression";
import { describeRules, inLocalCloud } from "../../support";
import { OF_ENTERPRISE, registered, SCHEDULED_ACTION } from "./targets";

const MORNING = {
  ...OF_ENTERPRISE,
  name: "morning",
  schedule: "cron(30 7 ? * MON-FRI *)",
  scalableTargetAction: { minCapacity: "3" },
};

describeRules(SCHEDULED_ACTION, (cloud) => ({ ...registered(cloud), inputs: MORNING }), [
  [
    "a service that isn't registered",
    { resourceId: "service/production/worker" },
    {},
    "ObjectNotFoundException",
    "No scalable target registered for service namespace: ecs, resource ID: service/production/worker",
  ],
  [
    "no bound",
    { scalableTargetAction: {} },
    { scalableTargetAction: { maxCapacity: "9" } },
    "ValidationException",
    "At least one of minimum capacity and maximum capacity should be provided (scalableTargetAction)",
  ],
  [
    "bounds in the wrong order",
    { scalableTargetAction: { minCapacity: "4", maxCapacity: "3" } },
    { scalableTargetAction: { minCapacity: "3", maxCapacity: "3" } },
    "ValidationException",
    "Maximum capacity cannot be less than minimum capacity, got 3 and 4 (scalableTargetAction)",
  ],
  [
    "a bound below zero",
    { scalableTargetAction: { minCapacity: "-1" } },
    { scalableTargetAction: { minCapacity: "0" } },
    "ValidationException",
    "(scalableTargetAction.minCapacity)",
  ],
  [
    "a schedule of five fields",
    { schedule: "cron(30 7 * * 1)" },
    { schedule: "cron(30 7 * * ? *)" },
    "ValidationException",
    "Invalid schedule expression: 'cron(30 7 * * 1)' (schedule)",
  ],
  [
    "a time zone that isn't there",
    { timezone: "Europe/Cluj" },
    { timezone: "Europe/Bucharest" },
    "ValidationException",
    "Invalid timezone: 'Europe/Cluj' (timezone)",
  ],
  [
    "a time zone in another case",
    { timezone: "europe/bucharest" },
    { timezone: "Europe/Bucharest" },
    "ValidationException",
    "Invalid timezone: 'europe/bucharest' (timezone)",
  ],
  [
    "an end before its start",
    { startTime: "2031-01-02T00:00:00Z", endTime: "2031-01-01T00:00:00Z" },
    { startTime: "2031-01-01T00:00:00Z", endTime: "2031-01-02T00:00:00Z" },
    "ValidationException",
    "StartTime must be before EndTime (startTime, endTime)",
  ],
  [
    "a start that is no time",
    { startTime: "tomorrow" },
    { startTime: "2031-01-01T00:00:00Z" },
    "ValidationException",
    "Invalid time: 'tomorrow' (startTime)",
  ],
]);

describe("isSchedule", () => {
  it.each([
    "at(2031-02-28T08:00:00)",
    "rate(1 hour)",
    "rate(30 minutes)",
    "cron(0 10 * * ? *)",
    "cron(0/15 * * * ? *)",
    "cron(0 18 ? * MON-FRI *)",
    "cron(0,30 8-18/2 ? JAN,DEC 2#1 2031-2035)",
    "cron(0 8 L * ? *)",
    "cron(0 8 15W * ? *)",
    "cron(0 8 ? * 6L *)",
  ])("reads %s", (schedule) => {
    expect(isSchedule(schedule)).toBe(true);
  });

  it.each([
    "30 7 * * 1",
    "every(1 day)",
    "at(2031-02-28)",
    "at(2031-13-01T08:00:00)",
    "rate(0 days)",
    "rate(1 week)",
    "cron(60 10 * * ? *)",
    "cron(0 24 * * ? *)",
    "cron(0 10 * * * *)",
    "cron(0 10 ? * ? *)",
    "cron(0 10 32 * ? *)",
    "cron(0 10 ? * FUN *)",
    "cron(0 10 * 13 ? *)",
    "cron(0 10 * * ? 1969)",
    "cron(0/0 10 * * ? *)",
    "cron(0-1-2 10 * * ? *)",
    "cron(0 10 * * ? * *)",
  ])("refuses %s", (schedule) => {
    expect(isSchedule(schedule)).toBe(false);
  });
});

describe("a scheduled action", () => {
  it("is known by its target and its name, in UTC", () => {
    const cloud = inLocalCloud();
    registered(cloud);
    const action = cloud.create(SCHEDULED_ACTION, MORNING);

    expect(action.id).toBe("morning-ecs-service/production/enterprise");
    expect(cloud.outputs(action)).toMatchObject({
      timezone: "UTC",
      arn: expect.stringMatching(
        /:scheduledAction:[0-9a-f-]{36}:resource\/ecs\/service\/production\/enterprise:scheduledActionName\/morning$/,
      ) as string,
    });
  });

  it("is overwritten by another one of its name", () => {
    const cloud = inLocalCloud();
    registered(cloud);
    cloud.create(SCHEDULED_ACTION, MORNING);
    cloud.create(SCHEDULED_ACTION, MORNING);

    expect(cloud.warnings).toEqual([expect.stringContaining("A scheduled action with this name already exists:")]);
    expect(cloud.cloud.state.ofType(SCHEDULED_ACTION)).toHaveLength(1);
  });
});
