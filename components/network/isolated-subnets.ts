import type { IsolatedSubnetsArgs, NetworkArgs } from "./args";
import { createSubnet, type SubnetChildren, type TabledSubnet } from "./subnet";
import type { ZonePlan } from "./subnet-plan";

/** What is asked for of isolated subnets; nothing where there are none. */
export function isolatedSubnetsOf({
  isolatedSubnets,
}: Pick<NetworkArgs, "isolatedSubnets">): IsolatedSubnetsArgs | undefined {
  return isolatedSubnets === true ? {} : isolatedSubnets || undefined;
}

/** Creates a zone's subnet without any route out of the network. */
export function createIsolatedSubnet(children: SubnetChildren, zone: ZonePlan): TabledSubnet {
  const options = { parent: children.parent };
  return createSubnet(children, zone, "isolated", { subnet: options, routeTable: options, association: options });
}
