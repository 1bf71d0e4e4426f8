import fc from "fast-check";
import { addressCount, type CidrBlock, containsBlock, parseCidrBlock } from "../../../components/network/cidr-block";
import { planSubnets, type ZonePlan } from "../../../components/network/subnet-plan";

const ZONES = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];

/** Blocks that a network may have: private, from /16 to /22. */
const networkBlocks: fc.Arbitrary<CidrBlock> = fc
  .record({ offset: fc.integer({ min: 0, max: 2 ** 24 - 1 }), prefixLength: fc.integer({ min: 16, max: 22 }) })
  .map(({ offset, prefixLength }) => {
    const size = 2 ** (32 - prefixLength);
    return { firstAddress: 10 * 2 ** 24 + Math.floor(offset / size) * size, prefixLength };
  });

/** Two or three of the zones of a region that has them from `a` to `d`, in any order. */
const zoneLists = fc.shuffledSubarray([...ZONES, "eu-central-1d"], { minLength: 2, maxLength: 3 });

function subnetsOf(plan: readonly ZonePlan[]): CidrBlock[] {
  return plan
    .flatMap((zone) => [zone.privateCidrBlock, zone.publicCidrBlock, zone.isolatedCidrBlock])
    .map(parseCidrBlock);
}

describe("planSubnets", () => {
  it("gives each zone the quarter of its letter, the larger half of it private, the last part isolated", () => {
    expect(planSubnets(parseCidrBlock("10.0.0.0/16"), ZONES)).toEqual([
      {
        availabilityZone: "eu-central-1a",
        number: 1,
        privateCidrBlock: "10.0.0.0/19",
        publicCidrBlock: "10.0.32.0/20",
        isolatedCidrBlock: "10.0.48.0/20",
      },
      {
        availabilityZone: "eu-central-1b",
        number: 2,
        privateCidrBlock: "10.0.64.0/19",
        publicCidrBlock: "10.0.96.0/20",
        isolatedCidrBlock: "10.0.112.0/20",
      },
      {
        availabilityZone: "eu-central-1c",
        number: 3,
        privateCidrBlock: "10.0.128.0/19",
        publicCidrBlock: "10.0.160.0/20",
        isolatedCidrBlock: "10.0.176.0/20",
      },
    ]);
  });

  it("gives e and f the quarters of a and b", () => {
    expect(planSubnets(parseCidrBlock("10.0.0.0/16"), ["us-east-1f", "us-east-1e"])).toMatchObject([
      { availabilityZone: "us-east-1e", number: 5, privateCidrBlock: "10.0.0.0/19" },
      { availabilityZone: "us-east-1f", number: 6, privateCidrBlock: "10.0.64.0/19" },
    ]);
  });

  it("keeps every subnet inside the block and apart from every other", () => {
    fc.assert(
      fc.property(networkBlocks, zoneLists, (block, zones) => {
        const subnets = subnetsOf(planSubnets(block, zones));
        expect(subnets).toHaveLength(3 * zones.length);
        subnets.forEach((subnet, index) => {
          expect(containsBlock(block, subnet)).toBe(true);
          for (const other of subnets.slice(index + 1)) {
            expect(containsBlock(subnet, other) || containsBlock(other, subnet)).toBe(false);
          }
        });
      }),
    );
  });

  it("makes private subnets larger than public ones, and those large enough for load balancers", () => {
    fc.assert(
      fc.property(networkBlocks, zoneLists, (block, zones) => {
        for (const zone of planSubnets(block, zones)) {
          const publicCount = addressCount(parseCidrBlock(zone.publicCidrBlock));
          expect(addressCount(parseCidrBlock(zone.privateCidrBlock))).toBeGreaterThan(publicCount);
          expect(publicCount).toBeGreaterThanOrEqual(64);
        }
      }),
    );
  });

  it("is the same for a zone whatever the other zones are, and whatever their order", () => {
    fc.assert(
      fc.property(networkBlocks, zoneLists, zoneLists, (block, zones, others) => {
        const plan = planSubnets(block, zones);
        const other = planSubnets(block, others);
        const both = plan.filter(({ availabilityZone }) => others.includes(availabilityZone));
        expect(other).toEqual(expect.arrayContaining(both));
        expect(planSubnets(block, [...zones].reverse())).toEqual(plan);
      }),
    );
  });
});
