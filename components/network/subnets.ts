import type * as pulumi from "@pulumi/pulumi";
import { createNatGateways } from "./nat-gateways";
import { createRoutedSubnet, type RoutedSubnet, type SubnetChildren } from "./routed-subnet";
import type { ZonePlan } from "./subnet-plan";

/** A network's subnets, in the order of the zones' names. */
export interface Subnets {
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly publicRouteTableIds: pulumi.Output<string>[];
  readonly privateRouteTableIds: pulumi.Output<string>[];
  /** Route tables of both kinds, zone by zone. */
  readonly routeTableIds: pulumi.Output<string>[];
  /** Addresses from which private subnets reach the internet. */
  readonly natGatewayPublicIps: pulumi.Output<string>[];
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
  const natGateways = createNatGateways(children, inPublic);
  const zones = inPublic.map(({ zone, ...publicSubnet }) => ({
    publicSubnet,
    privateSubnet: createRoutedSubnet(children, zone, "private", { natGatewayId: natGateways.idOf(zone) }),
  }));
  const publicSubnets = zones.map(({ publicSubnet }) => publicSubnet);
  const privateSubnets = zones.map(({ privateSubnet }) => privateSubnet);
  return {
    publicSubnetIds: publicSubnets.map(({ subnetId }) => subnetId),
    privateSubnetIds: privateSubnets.map(({ subnetId }) => subnetId),
    publicRouteTableIds: publicSubnets.map(routeTableId),
    privateRouteTableIds: privateSubnets.map(routeTableId),
    routeTableIds: zones.flatMap(({ publicSubnet, privateSubnet }) => [publicSubnet, privateSubnet].map(routeTableId)),
    natGatewayPublicIps: natGateways.publicIps,
  };
}

function routeTableId({ routeTable }: Pick<RoutedSubnet, "routeTable">): pulumi.Output<string> {
  return routeTable.id;
}
