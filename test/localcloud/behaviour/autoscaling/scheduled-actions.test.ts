import { autoScalingGroups } from "../../../../localcloud/behaviour/autoscaling/auto-scaling-groups";
import { nextRun } from "../../../../localcloud/behaviour/autoscaling/recurrence";
import { scheduledActions } from "../../../../localcloud/behaviour/autoscaling/scheduled-actions";
import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import { resource } from "../support/deployed";
import type { SmallWorld } from "../support/small-world";
import { group, GROUP_NAME, groupWorld, inService } from "./support";

function action(name: string, inputs: Properties): CloudResource {
  const sizes = { minSize: -1, maxSize: -1, desiredCapacity: -1 };
  const all = { autoscalingGroupName: GROUP_NAME, scheduledActionName: name, ...sizes, ...inputs };
  return resource("aws:autoscaling/schedule:Schedule", `${GROUP_NAME}/${name}`, all, { arn: `arn:${name}` });
}

function scheduledWorld(...resources: readonly CloudResource[]): SmallWorld {
  return groupWorld(resources, { controllers: [scheduledActions, autoScalingGroups] });
}

const HOUR = 3_600;

describe("a scheduled action", () => {
  const instant = (time: string): number => Date.parse(time);

  it.each([
    ["each morning", { recurrence: "0 7 * * *" }, "2026-11-30T00:00:00Z", "2026-11-30T07:00:00Z"],
    ["not at the same instant again", { recurrence: "0 7 * * *" }, "2026-11-30T07:00:00Z", "2026-12-01T07:00:00Z"],
    [
      "in its time zone",
      { recurrence: "0 7 * * *", timeZone: "Europe/Berlin" },
      "2026-11-30T00:00:00Z",
      "2026-11-30T06:00:00Z",
    ],
    [
      "in summer time",
      { recurrence: "0 7 * * *", timeZone: "Europe/Berlin" },
      "2026-07-01T00:00:00Z",
      "2026-07-01T05:00:00Z",
    ],
    ["on days of the week by name", { recurrence: "30 8 * * MON-FRI" }, "2026-12-04T12:00:00Z", "2026-12-07T08:30:00Z"],
    ["on Sundays by the number 7", { recurrence: "0 0 * * 7" }, "2026-11-30T00:00:00Z", "2026-12-06T00:00:00Z"],
    [
      "at its start time first",
      { recurrence: "0 7 * * *", startTime: "2026-12-01T09:30:00Z" },
      "2026-11-30T00:00:00Z",
      "2026-12-01T09:30:00Z",
    ],
    ["once", { startTime: "2026-12-01T09:30:00Z" }, "2026-11-30T00:00:00Z", "2026-12-01T09:30:00Z"],
  ])("runs %s", (_name, inputs, after, expected) => {
    expect(new Date(nextRun(inputs, instant(after)) ?? 0).toISOString()).toBe(expected.replace("Z", ".000Z"));
  });

  it.each([
    ["once only", { startTime: "2026-11-01T09:30:00Z" }],
    ["until its end", { recurrence: "0 7 * * *", endTime: "2026-11-30T06:00:00Z" }],
  ])("runs %s", (_name, inputs) => {
    expect(nextRun(inputs, instant("2026-11-30T00:00:00Z"))).toBeUndefined();
  });

  it("changes the sizes of its group each time", () => {
    const world = scheduledWorld(
      group({ minSize: 1 }),
      action("morning", { recurrence: "0 7 * * *", minSize: 4 }),
      action("evening", { recurrence: "0 19 * * *", minSize: 1, desiredCapacity: 1 }),
    );
    world.pass(7 * HOUR + 60);
    expect(inService(world)).toHaveLength(4);
    expect(world.events.map(({ message }) => message)).toContain(
      "At 2026-11-30T07:00:00Z a scheduled action update of AutoScalingGroup constraints to min: 4, max: 10, desired: 4 changing the desired capacity from 1 to 4.",
    );
    world.pass(12 * HOUR);
    expect(inService(world)).toHaveLength(1);
    world.pass(12 * HOUR);
    expect(inService(world)).toHaveLength(4);
  });

  it("keeps the desired capacity within the new bounds", () => {
    const world = scheduledWorld(group({}, 8), action("night", { recurrence: "0 1 * * *", maxSize: 2 }));
    world.pass(HOUR + 60);
    expect(inService(world)).toHaveLength(2);
  });

  it("doesn't run for times before it was deployed, nor twice", () => {
    const world = scheduledWorld(group({ minSize: 1 }));
    world.pass(8 * HOUR);
    world.deploy(action("morning", { recurrence: "0 7 * * *", minSize: 4 }));
    world.pass(HOUR);
    expect(inService(world)).toHaveLength(1);
    world.pass(22 * HOUR + 60);
    expect(inService(world)).toHaveLength(4);
    expect(world.events.filter(({ message }) => message.includes("scheduled action"))).toHaveLength(1);
  });

  it("leaves its group alone while scheduled actions are suspended", () => {
    const world = scheduledWorld(
      group({ minSize: 1, suspendedProcesses: ["ScheduledActions"] }),
      action("morning", { recurrence: "0 7 * * *", minSize: 4 }),
    );
    world.pass(8 * HOUR);
    expect(inService(world)).toHaveLength(1);
  });
});
