import type { RunningChange } from "../../../../../localcloud/behaviour/model/running";
import type { Properties } from "../../../../../localcloud/model/values";
import { instance, PROVIDER, SERVICE_ARN, service, steady, taskDefinition } from "./cluster";
import { worldOf, type SmallWorld } from "./small-world";

const instanceIn = (zone: string): RunningChange => ({
  kind: "instance",
  id: `i-${zone}`,
  value: instance(zone, zone),
});

/** A service of two tasks in one zone; then another zone gets an instance. */
function unbalanced(rebalancing: string, inputs: Properties = {}): SmallWorld {
  const web = service({ capacityProviderStrategies: [{ capacityProvider: PROVIDER, weight: 1 }], ...inputs });
  const balanced = { ...web, computed: { ...web.computed, availabilityZoneRebalancing: rebalancing } };
  const world = worldOf(balanced, taskDefinition(), { changes: [instanceIn("a")] }).after(120);
  return world.apply(instanceIn("b"));
}

const zones = (world: SmallWorld): string[] => world.tasks("RUNNING").map(({ availabilityZone }) => availabilityZone);

describe("Rebalancing across zones", () => {
  it("starts a task in the emptier zone, and stops one in the fuller zone once that is healthy", () => {
    const world = unbalanced("ENABLED").after(30);
    expect(zones(world)).toEqual(["eu-west-1a", "eu-west-1a", "eu-west-1b"]);
    expect(zones(world.after(60))).toEqual(["eu-west-1a", "eu-west-1b"]);
    expect(world.messages().slice(1)).toEqual([
      "(service web) is not AZ balanced with 2 tasks in eu-west-1a. AZ Rebalancing in progress.",
      "(service web) has started 1 tasks: (task).",
      "(service web) has stopped 1 running tasks: (task).",
      "(service web) is AZ balanced with 1 tasks in eu-west-1a, 1 tasks in eu-west-1b.",
    ]);
  });

  it.each<[string, string, Properties]>([
    ["is disabled", "DISABLED", {}],
    ["has no room for a replacement", "ENABLED", { deploymentMaximumPercent: 100 }],
  ])("doesn't happen where it %s", (_name, rebalancing, inputs) => {
    const world = unbalanced(rebalancing, inputs).after(3_600);
    expect(zones(world)).toEqual(["eu-west-1a", "eu-west-1a"]);
  });

  it("doesn't happen where the zones differ by one task", () => {
    const world = unbalanced("ENABLED", { desiredCount: 1 }).after(3_600);
    expect(zones(world)).toEqual(["eu-west-1a"]);
  });

  it("waits for the end of a deployment", () => {
    const world = unbalanced("DISABLED");
    const web = world.cloud.find("aws:ecs/service:Service", SERVICE_ARN);
    if (web === undefined) throw new Error("no service");
    const { running } = steady(web);
    world.apply({ kind: "service", id: SERVICE_ARN, value: { ...running, deploymentArn: "deployment" } });
    world.cloud.put({ ...web, computed: { ...web.computed, availabilityZoneRebalancing: "ENABLED" } });
    expect(zones(world.after(600))).toEqual(["eu-west-1a", "eu-west-1a"]);
    world.apply({ kind: "service", id: SERVICE_ARN, value: running });
    expect(zones(world.after(120))).toEqual(["eu-west-1a", "eu-west-1b"]);
  });
});
