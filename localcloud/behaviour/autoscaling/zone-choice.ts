import type { CloudReader } from "../../model/resource";
import { text } from "../../model/values";
import type { CapacityShortage } from "../model/auto-scaling-group";
import type { RunningInstance } from "../model/instance";

/** A subnet of a group, and its zone. */
export interface GroupSubnet {
  readonly id: string;
  readonly zone: string;
  readonly cidrBlock: string;
}

/** Where and as what an instance can be launched. */
export interface LaunchPlace {
  readonly subnet: GroupSubnet;
  readonly instanceType: string;
}

export function subnetsOf(subnetIds: readonly string[], cloud: CloudReader): GroupSubnet[] {
  return subnetIds.flatMap((id) => {
    const subnet = cloud.find("aws:ec2/subnet:Subnet", id);
    if (subnet === undefined) return [];
    const { computed, inputs } = subnet;
    return { id, zone: text(computed, "availabilityZone") ?? "", cidrBlock: text(inputs, "cidrBlock") ?? "" };
  });
}

/**
 * Where the next instance goes: to the zone with the fewest instances, of the first type that EC2 has there; where it
 * has none, to the next zone (Amazon EC2 Auto Scaling User Guide, "Amazon EC2 Auto Scaling Availability Zone
 * distribution").
 */
export function launchPlace(
  subnets: readonly GroupSubnet[],
  instances: readonly RunningInstance[],
  instanceTypes: readonly string[],
  shortages: readonly CapacityShortage[],
): LaunchPlace | undefined {
  const countOf = (zone: string): number => instances.filter((each) => each.availabilityZone === zone).length;
  const byCount = [...subnets].sort((one, other) => countOf(one.zone) - countOf(other.zone));
  for (const subnet of byCount) {
    const type = instanceTypes.find((each) => !shortages.some((shortage) => isShort(shortage, subnet.zone, each)));
    if (type !== undefined) return { subnet, instanceType: type };
  }
  return undefined;
}

/** Whether a shortage is of a zone and a type. */
export function isShort(shortage: CapacityShortage, zone: string, type: string): boolean {
  const isOfZone = shortage.availabilityZone === undefined || shortage.availabilityZone === zone;
  return isOfZone && (shortage.instanceType === undefined || shortage.instanceType === type);
}
