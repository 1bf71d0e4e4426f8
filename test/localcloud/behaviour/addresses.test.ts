import { addressesInUse, freeAddress } from "../../../localcloud/behaviour/addresses";
import { group, groupWorld, instances, task } from "./autoscaling/support";
import { subnet } from "./support/resources";

/** A subnet of 16 addresses, of which AWS keeps five. */
const SMALL = subnet("subnet-a", "eu-west-1a", "10.0.0.0/28");
const USABLE = Array.from({ length: 11 }, (_, index) => `10.0.0.${index + 4}`);

/** A world in which tasks have some addresses of the small subnet. */
function having(...addresses: readonly string[]) {
  const world = groupWorld([SMALL, group({ vpcZoneIdentifiers: ["subnet-a"] })]);
  for (const privateAddress of addresses) {
    const value = task(privateAddress, { privateAddress, subnetId: "subnet-a" });
    world.change({ kind: "task", id: value.arn, value });
  }
  return world;
}

describe("Private addresses", () => {
  it.each([
    ["the first that AWS doesn't keep", [], "10.0.0.4"],
    ["the first that nothing has", ["10.0.0.4", "10.0.0.6"], "10.0.0.5"],
    ["none where all are taken", USABLE, undefined],
  ])("give %s", (_name, used, free) => {
    const { running, cloud } = having(...used);
    expect(freeAddress("subnet-a", addressesInUse(running), cloud)).toBe(free);
  });

  it("are free again once their task has ended", () => {
    const world = having("10.0.0.4");
    const value = task("10.0.0.4", { privateAddress: "10.0.0.4", lastStatus: "STOPPED" });
    world.change({ kind: "task", id: value.arn, value });
    expect(freeAddress("subnet-a", addressesInUse(world.running), world.cloud)).toBe("10.0.0.4");
  });

  it("are never those of tasks where an instance is launched", () => {
    const world = having(...USABLE.filter((address) => address !== "10.0.0.9"));
    world.deploy(group({ vpcZoneIdentifiers: ["subnet-a"], minSize: 1 }));
    expect(instances(world).map(({ privateAddress }) => privateAddress)).toEqual(["10.0.0.9"]);
  });
});
