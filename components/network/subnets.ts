import type * as pulumi from "@pulumi/pulumi";
import { createNatGateways } from "./nat-gateways";
import { createRoutedSubnet } from "./routed-subnet";
import type { ZonePlan } from "./subnet-plan";
import type { SubnetScope } from "./subnet-scope";

/** A network's subnets, in the order of the zones' names. */
export interface Subnets {
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly routeTableIds: pulumi.Output<string>[];
}

/**
 * Creates the subnets of every zone, with their ways out. All names come from the zone, none from its place in a list, so
 * that a zone that comes or goes leaves the others as they are.
 */
export function createSubnets(scope: SubnetScope, plan: readonly ZonePlan[]): Subnets {
  const inPublic = plan.map((zone) => ({
    zone,
    ...createRoutedSubnet(scope, zone, "public", { gatewayId: scope.internetGatewayId }),
  }));
  const natGatewayOf = createNatGateways(scope, inPublic);
  const zones = inPublic.map(({ zone, ...publicSubnet }) => ({
    publicSubnet,
    privateSubnet: createRoutedSubnet(scope, zone, "private", { natGatewayId: natGatewayOf(zone) }),
  }));
  return {
    publicSubnetIds: zones.map(({ publicSubnet }) => publicSubnet.subnetId),
    privateSubnetIds: zones.map(({ privateSubnet }) => privateSubnet.subnetId),
    routeTableIds: zones.flatMap(({ publicSubnet, privateSubnet }) =>
      [publicSubnet, privateSubnet].map(({ routeTable }) => routeTable.id),
    ),
  };
}
