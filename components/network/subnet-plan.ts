import type * as awsx from "@pulumi/awsx";
import { type CidrBlock, formatCidrBlock, partOf } from "./cidr-block";

/** The address ranges of one availability zone, in ascending order and without gaps. */
export interface ZonePlan {
  readonly availabilityZone: string;
  readonly privateCidrBlock: string;
  readonly publicCidrBlock: string;
  /** Ranges behind the zone's subnets that stay free; awsx takes as many from each zone. */
  readonly unusedCidrBlocks: readonly [string, string];
}

/**
 * Divides a network's block among two or three zones. Each zone owns a quarter of the block, whichever zones there are:
 * half of it is the private subnet, a quarter the public one, and a quarter stays free. A zone added at the end of the
 * list takes the next quarter and renumbers nothing.
 */
export function planSubnets(block: CidrBlock, availabilityZones: readonly string[]): readonly ZonePlan[] {
  return availabilityZones.map((availabilityZone, index) => {
    const quarter = partOf(block, 4, index);
    const isLast = index === availabilityZones.length - 1;
    const unused = isLast ? restBehindLastZone(block, quarter, index) : halves(partOf(quarter, 4, 3));
    return {
      availabilityZone,
      privateCidrBlock: formatCidrBlock(partOf(quarter, 2, 0)),
      publicCidrBlock: formatCidrBlock(partOf(quarter, 4, 2)),
      unusedCidrBlocks: [formatCidrBlock(unused[0]), formatCidrBlock(unused[1])],
    };
  });
}

/** The plan as awsx takes it: for each kind of subnet, its ranges zone by zone. */
export function subnetSpecs(plan: readonly ZonePlan[]): awsx.types.input.ec2.SubnetSpecArgs[] {
  return [
    { type: "Private", cidrBlocks: plan.map((zone) => zone.privateCidrBlock) },
    { type: "Public", cidrBlocks: plan.map((zone) => zone.publicCidrBlock) },
    { type: "Unused", cidrBlocks: plan.map((zone) => zone.unusedCidrBlocks[0]) },
    { type: "Unused", cidrBlocks: plan.map((zone) => zone.unusedCidrBlocks[1]) },
  ];
}

/** What is free in the last zone's own quarter, and all that lies behind it: half of the block, or a quarter. */
function restBehindLastZone(block: CidrBlock, quarter: CidrBlock, index: number): readonly [CidrBlock, CidrBlock] {
  const behind = index === 1 ? partOf(block, 2, 1) : partOf(block, 4, 3);
  return [partOf(quarter, 4, 3), behind];
}

function halves(block: CidrBlock): readonly [CidrBlock, CidrBlock] {
  return [partOf(block, 2, 0), partOf(block, 2, 1)];
}
