import fc from "fast-check";
import {
  addressCount,
  type CidrBlock,
  containsBlock,
  formatCidrBlock,
  parseCidrBlock,
} from "../../../components/network/cidr-block";
import { planSubnets, subnetSpecs, type ZonePlan } from "../../../components/network/subnet-plan";

const ZONES = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];

/** Blocks that a network may have: private, from /16 to /22. */
const networkBlocks: fc.Arbitrary<CidrBlock> = fc
  .record({ offset: fc.integer({ min: 0, max: 2 ** 24 - 1 }), prefixLength: fc.integer({ min: 16, max: 22 }) })
  .map(({ offset, prefixLength }) => {
    const size = 2 ** (32 - prefixLength);
    return { firstAddress: 10 * 2 ** 24 + Math.floor(offset / size) * size, prefixLength };
  });

const zoneLists = fc.constantFrom(ZONES.slice(0, 2), ZONES);

function subnetsOf(plan: readonly ZonePlan[]): CidrBlock[] {
  return plan.flatMap((zone) => [zone.privateCidrBlock, zone.publicCidrBlock]).map(parseCidrBlock);
}

describe("planSubnets", () => {
  it("gives each of three zones a quarter, the larger half of it private", () => {
    expect(planSubnets(parseCidrBlock("10.0.0.0/16"), ZONES)).toEqual([
      {
        availabilityZone: "eu-central-1a",
        privateCidrBlock: "10.0.0.0/19",
        publicCidrBlock: "10.0.32.0/20",
        unusedCidrBlocks: ["10.0.48.0/21", "10.0.56.0/21"],
      },
      {
        availabilityZone: "eu-central-1b",
        privateCidrBlock: "10.0.64.0/19",
        publicCidrBlock: "10.0.96.0/20",
        unusedCidrBlocks: ["10.0.112.0/21", "10.0.120.0/21"],
      },
      {
        availabilityZone: "eu-central-1c",
        privateCidrBlock: "10.0.128.0/19",
        publicCidrBlock: "10.0.160.0/20",
        unusedCidrBlocks: ["10.0.176.0/20", "10.0.192.0/18"],
      },
    ]);
  });

  it("leaves half of the block to a third zone where there are two", () => {
    const plan = planSubnets(parseCidrBlock("10.0.0.0/16"), ZONES.slice(0, 2));

    expect(plan.map((zone) => zone.unusedCidrBlocks)).toEqual([
      ["10.0.48.0/21", "10.0.56.0/21"],
      ["10.0.112.0/20", "10.0.128.0/17"],
    ]);
  });

  it("keeps every subnet inside the block and apart from every other", () => {
    fc.assert(
      fc.property(networkBlocks, zoneLists, (block, zones) => {
        const subnets = subnetsOf(planSubnets(block, zones));
        expect(subnets).toHaveLength(2 * zones.length);
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

  it("renumbers nothing when a zone is added", () => {
    fc.assert(
      fc.property(networkBlocks, (block) => {
        const two = subnetsOf(planSubnets(block, ZONES.slice(0, 2))).map(formatCidrBlock);
        const three = subnetsOf(planSubnets(block, ZONES)).map(formatCidrBlock);
        expect(three.slice(0, two.length)).toEqual(two);
      }),
    );
  });

  it("accounts for every address in ascending order, as awsx requires of an exact plan", () => {
    fc.assert(
      fc.property(networkBlocks, zoneLists, (block, zones) => {
        let next = block.firstAddress;
        for (const zone of planSubnets(block, zones)) {
          for (const text of [zone.privateCidrBlock, zone.publicCidrBlock, ...zone.unusedCidrBlocks]) {
            const range = parseCidrBlock(text);
            expect(range.firstAddress).toBe(next);
            next += addressCount(range);
          }
        }
        expect(next).toBe(block.firstAddress + addressCount(block));
      }),
    );
  });
});

describe("subnetSpecs", () => {
  it("lists the ranges by kind of subnet, one per zone", () => {
    expect(subnetSpecs(planSubnets(parseCidrBlock("192.168.4.0/22"), ZONES.slice(0, 2)))).toEqual([
      { type: "Private", cidrBlocks: ["192.168.4.0/25", "192.168.5.0/25"] },
      { type: "Public", cidrBlocks: ["192.168.4.128/26", "192.168.5.128/26"] },
      { type: "Unused", cidrBlocks: ["192.168.4.192/27", "192.168.5.192/26"] },
      { type: "Unused", cidrBlocks: ["192.168.4.224/27", "192.168.6.0/23"] },
    ]);
  });
});
