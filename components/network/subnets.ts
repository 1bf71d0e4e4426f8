import type * as pulumi from "@pulumi/pulumi";
import { createNatGateways } from "./nat-gateways";
import { createRoutedSubnet, type SubnetChildren } from "./routed-subnet";
import type { ZonePlan } from "./subnet-plan";

/** A network's subnets, in the order of the zones' names. */
export interface Subnets {
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly routeTableIds: pulumi.Output<string>[];
}

/**
 * Creates the subnets of every zone, with their routes to the internet. Names come from the zone, not from its place in
 * a list, so that a zone that is added or removed leaves the others as they are.
 */
export function createSubnets(children: SubnetChildren, plan: readonly ZonePlan[]): Subnets {
  const inPublic = plan.map((zone) => ({
    zone,
    ...createRoutedSubnet(children, zone, "public", { gatewayId: children.internetGatewayId }),
  }));
  const natGatewayOf = createNatGateways(children, inPublic);
  const zones = inPublic.map(({ zone, ...publicSubnet }) => ({
    publicSubnet,
    privateSubnet: createRoutedSubnet(children, zone, "private", { natGatewayId: natGatewayOf(zone) }),
  }));
  return {
    publicSubnetIds: zones.map(({ publicSubnet }) => publicSubnet.subnetId),
    privateSubnetIds: zones.map(({ privateSubnet }) => privateSubnet.subnetId),
    routeTableIds: zones.flatMap(({ publicSubnet, privateSubnet }) =>
      [publicSubnet, privateSubnet].map(({ routeTable }) => routeTable.id),
    ),
  };
}
