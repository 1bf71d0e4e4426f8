import fc from "fast-check";
import type { SmallWorld } from "../support/small-world";
import { group, GROUP_NAME, groupWorld, inService, instances } from "./support";

const [MINIMUM, MAXIMUM] = [1, 8];

/** Something that happens to a group, with what fast-check shows of it. */
interface Happening {
  readonly name: string;
  readonly act: (world: SmallWorld) => void;
}

function settings(desired: number, protectFromScaleIn: boolean) {
  return group({ minSize: MINIMUM, maxSize: MAXIMUM, protectFromScaleIn }, desired);
}

function idOf(world: SmallWorld, index: number): string {
  return instances(world)[index]?.id ?? "";
}

const zone = fc.constantFrom("eu-west-1a", "eu-west-1b", "eu-west-1c");
const desire = fc.integer({ min: 0, max: 12 }).map((count) => ({
  name: `desire ${count}`,
  act: (world: SmallWorld) => {
    world.deploy(settings(count, false));
  },
}));
const failure = fc.nat(7).map((index) => ({
  name: `fail ${index}`,
  act: (world: SmallWorld) => {
    world.world.observe({ kind: "instance-failed", instanceId: idOf(world, index), reason: "killed" });
  },
}));
const request = fc.tuple(fc.nat(7), fc.boolean()).map(([index, decrementsCapacity]) => ({
  name: `terminate ${index}, decrementing: ${decrementsCapacity}`,
  act: (world: SmallWorld) => {
    const instanceId = idOf(world, index);
    world.world.observe({ kind: "termination-requested", instanceId, decrementsCapacity });
  },
}));
const shortage = fc
  .tuple(fc.constantFrom("capacity-lost" as const, "capacity-restored" as const), zone, fc.boolean())
  .map(([kind, availabilityZone, isOutage]) => ({
    name: `${kind} ${availabilityZone}, outage: ${isOutage}`,
    act: (world: SmallWorld) => {
      world.world.observe({ kind, region: "eu-west-1", availabilityZone, isOutage });
    },
  }));
const time = fc.integer({ min: 1, max: 300 }).map((seconds) => ({
  name: `pass ${seconds}`,
  act: (world: SmallWorld) => {
    world.pass(seconds);
  },
}));
const happening: fc.Arbitrary<Happening> = fc.oneof(desire, failure, request, shortage, time);

function desiredNow(world: SmallWorld): number {
  const found = world.cloud.find("aws:autoscaling/group:Group", GROUP_NAME);
  return Math.min(MAXIMUM, Math.max(MINIMUM, Number(found?.computed.desiredCapacity)));
}

describe("an Auto Scaling group", () => {
  it("never wants or runs more than its maximum, and ends with what it wants, whatever happens", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 25 }), (happenings) => {
        const world = groupWorld([settings(2, false)]);
        for (const what of happenings) {
          what.act(world);
          world.pass(0);
          const standing = instances(world).filter(({ lifecycleState }) => lifecycleState !== "Terminating").length;
          // Rebalancing goes beyond the desired capacity by one instance (AWS allows that beyond the maximum too).
          expect(standing).toBeLessThanOrEqual(MAXIMUM + 1);
          expect(desiredNow(world)).toBeGreaterThanOrEqual(MINIMUM);
        }
        for (const availabilityZone of ["eu-west-1a", "eu-west-1b", "eu-west-1c"]) {
          world.world.observe({ kind: "capacity-restored", region: "eu-west-1", availabilityZone, isOutage: false });
        }
        world.pass(3_600);
        expect(inService(world)).toHaveLength(desiredNow(world));
        expect(instances(world)).toHaveLength(desiredNow(world));
        const counts = ["a", "b", "c"].map((letter) =>
          inService(world).filter((each) => each.availabilityZone.endsWith(letter)),
        );
        const sizes = counts.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60 },
    );
  });

  it("never takes a protected instance away to become smaller", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 20 }), (wanted) => {
        const world = groupWorld([settings(2, true)]);
        let known = new Set<string>();
        for (const count of wanted) {
          world.deploy(settings(count, true));
          world.pass(120);
          const present = new Set(inService(world).map(({ id }) => id));
          expect([...known].every((id) => present.has(id))).toBe(true);
          known = present;
        }
      }),
      { numRuns: 30 },
    );
  });
});
