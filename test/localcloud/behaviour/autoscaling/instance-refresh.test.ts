import { refreshBatch } from "../../../../localcloud/behaviour/autoscaling/refresh-batch";
import type { RunningInstanceRefresh } from "../../../../localcloud/behaviour/model/instance-refresh";
import type { Properties } from "../../../../localcloud/model/values";
import { MIDNIGHT, type SmallWorld } from "../support/small-world";
import { group, groupWorld, inService, instances, launchTemplate } from "./support";

describe("the batch of a refresh", () => {
  const counts = { desired: 10, old: 10, healthy: 10, untilCheckpoint: 10 };

  it.each([
    ["terminate first, by the default of 90 to 100 %", counts, [90, 100], { terminated: 1, surplus: 0 }],
    ["launch first", counts, [100, 150], { terminated: 0, surplus: 5 }],
    ["both", counts, [50, 150], { terminated: 5, surplus: 5 }],
    ["one at a time where there is no room", counts, [100, 100], { terminated: 1, surplus: 0 }],
    [
      "one more where the maximum rounds to none",
      { ...counts, desired: 1, old: 1, healthy: 1 },
      [100, 110],
      { terminated: 0, surplus: 1 },
    ],
    ["none beyond the next checkpoint", { ...counts, untilCheckpoint: 2 }, [100, 150], { terminated: 0, surplus: 2 }],
    ["what new ones have replaced", { ...counts, healthy: 15 }, [100, 150], { terminated: 5, surplus: 5 }],
    ["none while too few are healthy", { ...counts, healthy: 9 }, [90, 100], { terminated: 0, surplus: 0 }],
  ])("is %s", (_name, given, [minHealthyPercentage = 0, maxHealthyPercentage = 0], batch) => {
    expect(refreshBatch(given, { minHealthyPercentage, maxHealthyPercentage })).toEqual(batch);
  });
});

describe("an instance refresh", () => {
  /** Settings of the environments, with a warm-up of 120 s. */
  function refreshed(preferences: Properties = {}, other: Properties = {}): Properties {
    const all = { minHealthyPercentage: 100, maxHealthyPercentage: 150, instanceWarmup: "120", ...preferences };
    return { minSize: 4, instanceRefresh: { strategy: "Rolling", preferences: all }, ...other };
  }

  function refreshOf(world: SmallWorld): RunningInstanceRefresh | undefined {
    return world.running.all("instanceRefresh").at(-1);
  }

  /** A world of four instances whose launch template then gets a second version. */
  function updated(settings: Properties): SmallWorld {
    const world = groupWorld([group(settings, 4)]);
    world.pass(600);
    world.deploy(launchTemplate(2), group(settings, 4, "2"));
    return world;
  }

  function versions(world: SmallWorld): string {
    return inService(world)
      .map(({ launchTemplateVersion }) => launchTemplateVersion)
      .sort()
      .join("");
  }

  it("replaces all instances when the version of the launch template changes, new ones first", () => {
    const world = updated(refreshed());
    expect(refreshOf(world)).toMatchObject({ status: "InProgress", instancesToUpdate: 4, percentageComplete: 0 });
    expect(instances(world)).toHaveLength(6);
    world.pass(60 + 119);
    expect(versions(world)).toBe("111122");
    world.pass(1); // the new ones are warmed up
    expect(versions(world)).toBe("1122");
    expect(refreshOf(world)).toMatchObject({ instancesToUpdate: 2, percentageComplete: 50 });
    world.pass(180);
    expect(versions(world)).toBe("2222");
    expect(refreshOf(world)).toMatchObject({
      ...{ status: "Successful", instancesToUpdate: 0, percentageComplete: 100 },
      endedAt: MIDNIGHT + (600 + 360) * 1_000,
    });
    expect(world.events.filter(({ message }) => message.includes("in response to an instance refresh."))).toHaveLength(
      8,
    );
  });

  it("never has fewer healthy instances than the minimum, nor more than the maximum", () => {
    const world = updated(refreshed({ minHealthyPercentage: 75, maxHealthyPercentage: 125 }));
    const seen = Array.from({ length: 1_000 }, () => {
      world.pass(1);
      const standing = instances(world).filter(({ lifecycleState }) => lifecycleState !== "Terminating");
      return [inService(world).length, standing.length];
    });
    expect(Math.min(...seen.map(([healthy = 0]) => healthy))).toBeGreaterThanOrEqual(3);
    expect(Math.max(...seen.map(([, all = 0]) => all))).toBe(5);
    expect(versions(world)).toBe("2222");
    expect(refreshOf(world)?.status).toBe("Successful");
  });

  it("isn't started by the first look at a group, by other settings, or where the group has none", () => {
    const world = groupWorld([group(refreshed(), 4)]);
    world.pass(600);
    world.deploy(group(refreshed({}, { maxSize: 12 }), 4));
    world.pass(600);
    expect(world.running.all("instanceRefresh")).toEqual([]);
    const without = updated({ minSize: 4 });
    without.pass(600);
    expect(without.running.all("instanceRefresh")).toEqual([]);
    expect(versions(without)).toBe("1111");
  });

  it("is started by an input that its triggers name", () => {
    const settings = (value: string): Properties => ({
      minSize: 1,
      tags: [{ key: "team", value }],
      instanceRefresh: { strategy: "Rolling", triggers: ["tag"] },
    });
    const world = groupWorld([group(settings("a"))]);
    world.pass(600);
    const [{ id } = { id: "" }] = instances(world);
    world.deploy(group(settings("b")));
    world.pass(600);
    expect(refreshOf(world)?.status).toBe("Successful");
    expect(instances(world).map((each) => each.id)).not.toContain(id);
  });

  it("waits at its checkpoints", () => {
    const world = updated(refreshed({ checkpointPercentages: [25, 100], checkpointDelay: "600" }));
    world.pass(180);
    expect(versions(world)).toBe("1112");
    expect(refreshOf(world)).toMatchObject({ percentageComplete: 25, checkpoints: { reached: 1 } });
    world.pass(599);
    expect(versions(world)).toBe("1112");
    world.pass(1 + 360);
    expect(versions(world)).toBe("2222");
  });

  it("ends at a last checkpoint below 100 percent", () => {
    const world = updated(refreshed({ checkpointPercentages: [50] }));
    world.pass(3_600);
    expect(versions(world)).toBe("1122");
    expect(refreshOf(world)).toMatchObject({ status: "Successful", percentageComplete: 50 });
  });

  it.each([
    ["Refresh", "2222", "Successful"],
    ["Ignore", "1111", "Successful"],
    ["Wait", "1111", "Failed"],
  ])("treats protected instances as %s says", (scaleInProtectedInstances, left, status) => {
    const world = updated(refreshed({ scaleInProtectedInstances }, { protectFromScaleIn: true, maxSize: 4 }));
    world.pass(4_000);
    expect([...new Set(versions(world))].join("")).toContain([...new Set(left)].join(""));
    expect(refreshOf(world)?.status).toBe(status);
  });

  it("leaves instances that match what the group launches, where it is told to", () => {
    const settings = refreshed({ skipMatching: true });
    const world = groupWorld([group(settings, 4)]);
    world.pass(600);
    const ids = instances(world).map(({ id }) => id);
    const another = { mixedInstancesPolicy: undefined, launchTemplate: { id: "lt-1", version: "1" } };
    world.deploy(group({ ...settings, ...another }, 4));
    world.pass(600);
    expect(refreshOf(world)).toMatchObject({ status: "Successful", percentageComplete: 100 });
    expect(instances(world).map(({ id }) => id)).toEqual(ids);
  });

  it("fails when an alarm rings, and rolls back where it is told to", () => {
    const alarmSpecification = { alarms: ["errors"] };
    const world = updated(refreshed({ alarmSpecification, autoRollback: true }));
    world.pass(200);
    expect(versions(world)).toBe("1122");
    const alarm = { arn: "arn", name: "errors", region: "eu-west-1", state: "ALARM", reason: "" } as const;
    world.change({ kind: "alarm", id: "arn", value: { ...alarm, updatedAt: 0, transitionedAt: 0 } });
    expect(refreshOf(world)).toMatchObject({
      status: "RollbackInProgress",
      statusReason: expect.stringContaining("errors") as string,
    });
    world.pass(600);
    expect(versions(world)).toBe("1111");
    expect(refreshOf(world)?.status).toBe("RollbackSuccessful");
    expect(world.running.all("instanceRefresh")).toHaveLength(1);
    const resource = world.cloud.find("aws:autoscaling/group:Group", "instances");
    expect(JSON.stringify(resource?.inputs.mixedInstancesPolicy)).toContain('"version":"1"');
  });

  it("fails after an hour without progress", () => {
    const world = groupWorld([group(refreshed(), 4)]);
    world.pass(600);
    world.world.observe({ kind: "capacity-lost", region: "eu-west-1", isOutage: false });
    world.deploy(launchTemplate(2), group(refreshed(), 4, "2"));
    world.pass(3_600);
    expect(refreshOf(world)).toMatchObject({
      status: "Failed",
      statusReason: "No instance could be replaced within an hour",
    });
    expect(versions(world)).toBe("1111");
  });

  it("is cancelled by the next one", () => {
    const world = updated(refreshed());
    world.pass(60);
    world.deploy(launchTemplate(3), group(refreshed(), 4, "3"));
    world.pass(1_200);
    expect(world.running.all("instanceRefresh").map(({ status }) => status)).toEqual(["Cancelled", "Successful"]);
    expect(versions(world)).toBe("3333");
  });
});

describe("the balance of zones", () => {
  it("comes back after a lost zone, with new instances before old ones go", () => {
    const world = groupWorld([group({}, 6)]);
    world.pass(60);
    const outage = { region: "eu-west-1", availabilityZone: "eu-west-1a", isOutage: true } as const;
    world.world.observe({ kind: "capacity-lost", ...outage });
    world.pass(300);
    const zonesOf = () =>
      inService(world)
        .map(({ availabilityZone }) => availabilityZone.at(-1))
        .sort()
        .join("");
    expect(zonesOf()).toBe("bbbccc");
    world.world.observe({ kind: "capacity-restored", ...outage });
    world.deploy();
    const counts = Array.from({ length: 600 }, () => {
      world.pass(1);
      return inService(world).length;
    });
    expect(zonesOf()).toBe("aabbcc");
    expect(Math.min(...counts)).toBe(6);
  });
});
