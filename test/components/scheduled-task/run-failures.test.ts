import { failedRunRule } from "../../../components/scheduled-task/run-failures";
import { patternProblem } from "../../../localcloud/services/events/event-pattern";
import { taskEvent } from "../failure-events/events";
import { fits, told } from "../failure-events/patterns";

const CLUSTER = "arn:aws:ecs:us-west-2:111122223333:cluster/default";
const WATCHED = { group: "schedule-report", decisiveContainers: ["application", "fetch"] };
const RULE = failedRunRule("report", WATCHED, "warning");

/** The end of a run, in the form of the Amazon ECS Developer Guide, "Amazon ECS task state change events". */
function ended(stopCode: string, exitCodes: Readonly<Record<string, number | undefined>>, group = "schedule-report") {
  const event = taskEvent("STOPPED", stopCode);
  const containers = Object.entries(exitCodes).map(([name, exitCode]) => ({
    ...{ name, lastStatus: "STOPPED" },
    ...(exitCode !== undefined && { exitCode }),
  }));
  return { ...event, detail: { ...event.detail, group, containers } };
}

const EXITED = "EssentialContainerExited";

describe("people are told of a run", () => {
  it.each<[string, object]>([
    ["whose application failed", ended(EXITED, { application: 1, agent: 0 })],
    ["whose application was killed for its memory", ended(EXITED, { application: 137 })],
    [
      "whose preparation failed, so that its application never ran",
      ended(EXITED, { application: undefined, fetch: 2 }),
    ],
    ["that could not be started by ECS", ended("TaskFailedToStart", { application: undefined })],
    ["whose spare capacity AWS took back", ended("SpotInterruption", { application: 0 })],
    ["that somebody stopped", ended("UserInitiated", { application: 143 })],
  ])("%s", (_, event) => {
    expect(fits(RULE.pattern(CLUSTER), event)).toBe(true);
  });

  it("with its code, reason and task", () => {
    expect(told(RULE, ended(EXITED, { application: 1 }))).toBe(
      "A run of report failed: EssentialContainerExited, Essential container in task exited (arn:aws:ecs:us-west-2:111122223333:task/default/b99d40b39de0494ab4cbd1df9e63f0e7)",
    );
  });
});

describe("people are not told of a run", () => {
  it.each<[string, object]>([
    ["that ended well", ended(EXITED, { fetch: 0, application: 0 })],
    ["whose agent was stopped after the application's end", ended(EXITED, { application: 0, agent: 143 })],
    ["of another schedule", ended(EXITED, { application: 1 }, "schedule-report-2")],
    ["of a service", ended(EXITED, { application: 1 }, "service:report")],
    ["that goes on", { ...ended(EXITED, {}), detail: taskEvent("RUNNING").detail }],
  ])("%s", (_, event) => {
    expect(fits(RULE.pattern(CLUSTER), event)).toBe(false);
  });

  it("in another cluster", () => {
    expect(fits(RULE.pattern(`${CLUSTER}-2`), ended(EXITED, { application: 1 }))).toBe(false);
  });
});

it("has a pattern that EventBridge takes", () => {
  expect(patternProblem(JSON.stringify(RULE.pattern(CLUSTER)))).toBeUndefined();
});
