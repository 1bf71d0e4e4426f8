import { partIndex, PARTS, zoneNumber } from "./availability-zones";
import { type CidrBlock, formatCidrBlock, partOf } from "./cidr-block";

/** The address ranges of one availability zone. */
export interface ZonePlan {
  readonly availabilityZone: string;
  /** The zone's place in its region, from 1 for `a`: part of the names of its resources. */
  readonly number: number;
  readonly privateCidrBlock: string;
  readonly publicCidrBlock: string;
  /** Kept free where the network has no isolated subnets. */
  readonly isolatedCidrBlock: string;
}

/**
 * Divides a network's block among zones, in the order of their names. Each zone owns the quarter of the block that goes
 * with its letter, whichever other zones there are and in whatever order: half of it is the private subnet, a quarter
 * the public one, and a quarter the isolated one or free. So a zone that comes or goes changes nothing in another one.
 */
export function planSubnets(block: CidrBlock, availabilityZones: readonly string[]): readonly ZonePlan[] {
  return [...availabilityZones].sort().map((availabilityZone) => {
    const quarter = partOf(block, PARTS, partIndex(availabilityZone));
    return {
      availabilityZone,
      number: zoneNumber(availabilityZone),
      privateCidrBlock: formatCidrBlock(partOf(quarter, 2, 0)),
      publicCidrBlock: formatCidrBlock(partOf(quarter, 4, 2)),
      isolatedCidrBlock: formatCidrBlock(partOf(quarter, 4, 3)),
    };
  });
}
