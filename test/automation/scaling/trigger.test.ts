import { capacitiesOf, triggerOf } from "../../../automation/scaling/trigger";

/** Causes as AWS's own documents show them. */
const ALARM_OF_SERVICE = "monitor alarm web-app-cpu-lt-25 in state ALARM triggered policy web-app-cpu-lt-25";
const REQUEST_OF_GROUP =
  "At 2020-10-30T19:35:51Z a user request update of AutoScalingGroup constraints to min: 0, max: 16, desired: 16 changing the desired capacity from 0 to 16.  At 2020-10-30T19:36:07Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 0 to 16.";

describe("triggerOf", () => {
  it.each([
    [ALARM_OF_SERVICE, { kind: "alarm", name: "web-app-cpu-lt-25", policy: "web-app-cpu-lt-25" }],
    ["scheduled action name my-scheduled-action was triggered", { kind: "schedule", name: "my-scheduled-action" }],
    ["maximum capacity was set to 3", { kind: "bounds" }],
    ["minimum capacity was set to 3", { kind: "bounds" }],
    [REQUEST_OF_GROUP, { kind: "request" }],
    [
      "At 2026-11-30T12:00:00Z a monitor alarm busy in state ALARM triggered policy grow changing the desired capacity from 1 to 2.  At 2026-11-30T12:00:05Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 1 to 2.",
      { kind: "alarm", name: "busy", policy: "grow" },
    ],
    [
      "At 2026-11-30T12:00:00Z an instance was taken out of service in response to an EC2 health check indicating it has been terminated or stopped.",
      { kind: "replacement" },
    ],
    [
      "At 2026-11-30T12:00:00Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 1 to 2.",
      { kind: "replacement" },
    ],
    ["something new", { kind: "other" }],
  ])("reads %j", (cause, trigger) => {
    expect(triggerOf(cause)).toEqual(trigger);
  });
});

describe("capacitiesOf", () => {
  it.each([
    ["Setting desired count to 1.", ALARM_OF_SERVICE, { to: 1 }],
    ["Launching a new EC2 instance: i-0d44425630326060f", REQUEST_OF_GROUP, { from: 0, to: 16 }],
    ["Setting min capacity to 2 and max capacity to 5", "scheduled action name evening was triggered", {}],
  ])("reads %j", (description, cause, capacities) => {
    expect(capacitiesOf(description, cause)).toEqual(capacities);
  });
});
