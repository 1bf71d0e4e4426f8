import { autoScalingGroups } from "../../../../localcloud/behaviour/autoscaling/auto-scaling-groups";
import { instancesToAdd } from "../../../../localcloud/behaviour/autoscaling/instances-needed";
import { managedScaling } from "../../../../localcloud/behaviour/autoscaling/managed-scaling";
import { capacityForTarget, reservation } from "../../../../localcloud/behaviour/autoscaling/reservation";
import type { RunningTask } from "../../../../localcloud/behaviour/model/task";
import type { CloudResource } from "../../../../localcloud/model/resource";
import { MIDNIGHT, type SmallWorld } from "../support/small-world";
import { capacityProvider, group, groupWorld, inService, instances, task } from "./support";

const LARGE = { cpu: 2048, memory: 7270, networkInterfaces: 2 };
const OFFERS = { smallest: LARGE, largest: LARGE };
const STEPS = { minimumStep: 1, maximumStep: 10_000 };

describe("the reservation of a capacity provider", () => {
  it.each([
    ["all instances have tasks", { running: 4, empty: 0, toAdd: 0 }, 100],
    ["two of four are empty", { running: 4, empty: 2, toAdd: 0 }, 50],
    ["tasks need two more than the four", { running: 4, empty: 0, toAdd: 2 }, 150],
    ["there is none, and none is needed", { running: 0, empty: 0, toAdd: 0 }, 100],
    ["there is none, and tasks wait", { running: 0, empty: 0, toAdd: 5 }, 200],
  ])("is M/N × 100: %s", (_name, count, percent) => {
    expect(reservation(count)).toBe(percent);
  });

  it.each([
    [100, { running: 5, empty: 0, toAdd: 0 }, 5],
    [99, { running: 5, empty: 0, toAdd: 0 }, 6],
    [99, { running: 6, empty: 1, toAdd: 0 }, 6],
    [80, { running: 8, empty: 0, toAdd: 0 }, 10],
    [50, { running: 4, empty: 0, toAdd: 1 }, 10],
    [100, { running: 0, empty: 0, toAdd: 5 }, 2],
  ])("is at its target of %d %% with a capacity for %j: %d", (target, count, capacity) => {
    expect(capacityForTarget(count, target)).toBe(capacity);
  });
});

describe("the instances that waiting tasks need", () => {
  const tasks = (count: number, size: Partial<typeof LARGE>) =>
    Array.from({ length: count }, () => ({ cpu: 256, memory: 512, networkInterfaces: 0, ...size }));

  it.each([
    ["none wait", [], 0],
    ["by CPU", tasks(5, { cpu: 1024 }), 3],
    ["by memory", tasks(3, { memory: 4096 }), 3],
    ["by network interfaces", tasks(5, { networkInterfaces: 1 }), 3],
    ["the size that needs most", [...tasks(4, { cpu: 2048 }), ...tasks(8, { cpu: 512 })], 4],
    ["none for what doesn't fit the smallest type", tasks(3, { cpu: 4096 }), 0],
  ])("are packed: %s", (_name, waiting, count) => {
    expect(instancesToAdd(waiting, OFFERS, STEPS)).toBe(count);
  });

  it("are at least the minimum step and at most the maximum one", () => {
    expect(instancesToAdd(tasks(1, {}), OFFERS, { minimumStep: 3, maximumStep: 10 })).toBe(3);
    expect(instancesToAdd(tasks(40, { cpu: 2048 }), OFFERS, { minimumStep: 1, maximumStep: 10 })).toBe(10);
  });
});

describe("managed scaling", () => {
  const controllers = [autoScalingGroups, managedScaling];

  function scaledWorld(...resources: readonly CloudResource[]): SmallWorld {
    return groupWorld(resources, { controllers });
  }

  function wait(world: SmallWorld, count: number): void {
    const waiting = Array.from({ length: count }, (_, index) =>
      task(`waiting-${index}`, { lastStatus: "PROVISIONING" }),
    );
    put(world, waiting);
  }

  function put(world: SmallWorld, tasks: readonly RunningTask[]): void {
    world.change(...tasks.map((value) => ({ kind: "task" as const, id: value.arn, value })));
  }

  /** Places the waiting tasks, two on each instance in service. */
  function place(world: SmallWorld): void {
    const placed = world.running.all("task").flatMap(({ instanceId }) => instanceId ?? []);
    const free = inService(world).flatMap(({ id }) => [id, id].slice(placed.filter((each) => each === id).length));
    const waiting = world.running.all("task").filter(({ lastStatus }) => lastStatus === "PROVISIONING");
    put(
      world,
      free.flatMap((instanceId, index) => {
        const each = waiting[index];
        return each === undefined ? [] : { ...each, lastStatus: "RUNNING" as const, instanceId, subnetId: "subnet-a" };
      }),
    );
  }

  it("publishes the reservation each minute", () => {
    const world = scaledWorld(group({ minSize: 1 }));
    put(world, []);
    world.pass(180);
    expect(world.metrics.data).toHaveLength(3);
    expect(world.metrics.data[2]).toEqual({
      ...{ region: "eu-west-1", namespace: "AWS/ECS/ManagedScaling", metricName: "CapacityProviderReservation" },
      dimensions: { CapacityProviderName: "spare", ClusterName: "main" },
      ...{ value: 0, at: MIDNIGHT + 120_000, unit: "Percent" },
    });
  });

  it("starts two instances at first where there is none, and after their warm-up what is missing", () => {
    const world = scaledWorld(group());
    wait(world, 10);
    world.pass(60);
    expect(instances(world)).toHaveLength(2);
    world.pass(60);
    place(world);
    expect(instances(world)).toHaveLength(2); // the two warm up for 90 s
    world.pass(60);
    expect(instances(world)).toHaveLength(5);
    expect(world.events.map(({ message }) => message)).toContain(
      "At 2026-11-30T00:03:00Z a monitor alarm TargetTracking-instances-AlarmHigh in state ALARM triggered policy ECSManagedAutoScalingPolicy changing the desired capacity from 2 to 5.",
    );
    world.pass(60);
    place(world);
    world.pass(3_600);
    expect(inService(world)).toHaveLength(5);
  });

  it("never goes beyond the maximum of the group", () => {
    const world = scaledWorld(group({ minSize: 1, maxSize: 3 }));
    wait(world, 40);
    world.pass(3_600);
    expect(instances(world)).toHaveLength(3);
  });

  it("keeps spare instances for a target below 100 percent", () => {
    const world = scaledWorld(group({ minSize: 2 }), capacityProvider({}, { targetCapacity: 99 }));
    world.pass(60);
    wait(world, 4);
    place(world);
    world.pass(180);
    expect(inService(world)).toHaveLength(3);
    world.pass(3_600);
    expect(inService(world)).toHaveLength(3);
  });

  it("scales in after 15 minutes below the target, by half of the instances at most each minute", () => {
    const world = scaledWorld(group({}, 8));
    world.pass(60);
    wait(world, 16);
    place(world);
    world.pass(600);
    put(
      world,
      world.running.all("task").map((each) => ({ ...each, lastStatus: "STOPPED" as const })),
    );
    world.pass(14 * 60);
    expect(inService(world)).toHaveLength(8);
    world.pass(60);
    expect(inService(world)).toHaveLength(4);
    world.pass(60);
    expect(inService(world)).toHaveLength(2);
    world.pass(60);
    expect(inService(world)).toHaveLength(1);
    world.pass(60);
    expect(inService(world)).toHaveLength(0);
  });

  it("begins a scale-in anew after a minute at the target", () => {
    const world = scaledWorld(group({}, 2));
    world.pass(60 * 10);
    wait(world, 4);
    place(world);
    world.pass(60);
    put(
      world,
      world.running.all("task").map((each) => ({ ...each, lastStatus: "STOPPED" as const })),
    );
    world.pass(60 * 14);
    expect(inService(world)).toHaveLength(2);
    world.pass(60);
    expect(inService(world)).toHaveLength(1);
  });

  it("keeps the minimum of the group", () => {
    const world = scaledWorld(group({ minSize: 2 }, 3));
    world.pass(3_600);
    expect(inService(world)).toHaveLength(2);
  });

  it("leaves a group alone whose scaling isn't managed", () => {
    const world = scaledWorld(group({ minSize: 1 }), capacityProvider({}, { status: "DISABLED" }));
    wait(world, 10);
    world.pass(600);
    expect(instances(world)).toHaveLength(1);
    expect(world.metrics.data).toEqual([]);
  });
});
