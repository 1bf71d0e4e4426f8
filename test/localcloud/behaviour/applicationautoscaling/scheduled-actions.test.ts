import { scheduledScaling } from "../../../../localcloud/behaviour/applicationautoscaling/scheduled-actions";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { resource, START } from "../support/deployed";
import { scaledWorld, service, stepPolicy, target, TASKS } from "./fixture";

const SCHEDULED = "aws:appautoscaling/scheduledAction:ScheduledAction";

function action(name: string, bounds: CloudResource["inputs"], inputs: CloudResource["inputs"]): CloudResource {
  const ofTarget = {
    serviceNamespace: "ecs",
    resourceId: "service/shop/web",
    scalableDimension: "ecs:service:DesiredCount",
  };
  return resource(
    SCHEDULED,
    name,
    { ...ofTarget, name, timezone: "UTC", scalableTargetAction: bounds, ...inputs },
    { name },
  );
}

function world(desired: number, bounds: readonly [number, number], ...others: readonly CloudResource[]) {
  const small = scaledWorld([TASKS, scheduledScaling], service(desired), target(...bounds), ...others);
  const boundsNow = () => {
    const { minCapacity, maxCapacity } = small.cloud.ofType("aws:appautoscaling/target:Target")[0]?.inputs ?? {};
    return [minCapacity, maxCapacity];
  };
  return { ...small, boundsNow };
}

describe("scheduled actions", () => {
  it("set the bounds at their time, and bring the capacity within them", () => {
    const morning = action("morning", { minCapacity: 6, maxCapacity: 12 }, { schedule: "cron(30 12 * * ? *)" });
    const evening = action("evening", { minCapacity: 1, maxCapacity: 2 }, { schedule: "cron(0 18 * * ? *)" });
    const { until, desired, boundsNow, running } = world(3, [1, 4], morning, evening);
    until(1_799);
    expect([desired(), boundsNow()]).toEqual([3, [1, 4]]);
    until(1_800);
    expect([desired(), boundsNow()]).toEqual([6, [6, 12]]);
    expect(running.all("scalingActivity")).toMatchObject([
      {
        description: "Setting min capacity to 6 and max capacity to 12",
        cause: "scheduled action name morning was triggered",
        statusMessage: "Successfully set min capacity to 6 and max capacity to 12",
        startedAt: START + 1_800_000,
      },
      { description: "Setting desired count to 6.", cause: "minimum capacity was set to 6" },
    ]);
    until(6 * 3600);
    expect([desired(), boundsNow()]).toEqual([2, [1, 2]]);
    until(24.5 * 3600);
    expect([desired(), boundsNow()]).toEqual([6, [6, 12]]);
  });

  it("have times of their time zone, from their start to their end", () => {
    const berlin = action("berlin", { minCapacity: 5 }, { schedule: "cron(0 15 * * ? *)", timezone: "Europe/Berlin" });
    const { until, desired } = world(3, [1, 9], berlin);
    until(2 * 3600 - 1);
    expect(desired()).toBe(3);
    until(2 * 3600);
    expect(desired()).toBe(5);
    const later = { startTime: "2026-11-30T13:30:00Z", endTime: "2026-11-30T14:30:00Z" };
    const rare = world(3, [1, 9], action("rare", { minCapacity: 5 }, { schedule: "rate(1 hour)", ...later }));
    rare.until(1.5 * 3600 - 1);
    expect(rare.desired()).toBe(3);
    rare.until(1.5 * 3600);
    expect(rare.desired()).toBe(5);
    rare.until(9 * 3600);
    // At its start and at its end, an hour later.
    expect(rare.running.all("scalingActivity").filter(({ cause }) => cause.includes("rare"))).toHaveLength(2);
  });

  it("leave a capacity alone that is within the new bounds", () => {
    const { until, desired, running } = world(3, [1, 9], action("a", { minCapacity: 2 }, { schedule: "rate(1 hour)" }));
    until(3600);
    expect(desired()).toBe(3);
    expect(running.all("scalingActivity")).toHaveLength(1);
  });

  it("fail where one bound passes the other that the target has", () => {
    const { until, boundsNow, running } = world(
      3,
      [1, 4],
      action("a", { minCapacity: 8 }, { schedule: "rate(1 hour)" }),
    );
    until(3600);
    expect(boundsNow()).toEqual([1, 4]);
    expect(running.all("scalingActivity")).toMatchObject([{ status: "Failed" }]);
  });

  it("do nothing while they are suspended, or after they were deleted", () => {
    const hourly = action("a", { minCapacity: 5 }, { schedule: "rate(1 hour)" });
    const suspendedState = { scheduledScalingSuspended: true };
    const suspended = scaledWorld([TASKS, scheduledScaling], service(3), target(1, 9, { suspendedState }), hourly);
    suspended.until(3_700);
    expect(suspended.desired()).toBe(3);
    const deleted = world(3, [1, 9], hourly);
    deleted.until(60);
    deleted.cloud.remove(SCHEDULED, "a");
    deleted.world.resourcesChanged();
    deleted.until(3_700);
    expect(deleted.desired()).toBe(3);
    expect(deleted.running.all("progress")).toEqual([]);
  });

  it("don't make policies wait for a cooldown", () => {
    const { until, invoke, desired } = world(
      3,
      [1, 9],
      stepPolicy("up", 2),
      action("a", { minCapacity: 5 }, { schedule: "rate(1 hour)" }),
    );
    until(3600);
    invoke(3_601, { policy: "up", value: 1 });
    expect(desired()).toBe(7);
  });
});
