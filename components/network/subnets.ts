import type * as pulumi from "@pulumi/pulumi";
import type { IsolatedSubnetsArgs } from "./args";
import { createIsolatedSubnet } from "./isolated-subnets";
import { createNatGateways } from "./nat-gateways";
import { createRoutedSubnet } from "./routed-subnet";
import type { SubnetChildren, TabledSubnet } from "./subnet";
import type { ZonePlan } from "./subnet-plan";

/** A network's subnets, in the order of the zones' names. */
export interface Subnets {
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly isolatedSubnetIds: pulumi.Output<string>[];
  readonly publicRouteTableIds: pulumi.Output<string>[];
  readonly privateRouteTableIds: pulumi.Output<string>[];
  readonly isolatedRouteTableIds: pulumi.Output<string>[];
  /** Route tables that get a route to S3: those of public and private subnets zone by zone, then isolated ones. */
  readonly s3RouteTableIds: pulumi.Output<string>[];
  /** Addresses from which private subnets reach the internet. */
  readonly natGatewayPublicIps: pulumi.Output<string>[];
}

/**
 * Creates the subnets of every zone, with their routes to the internet. Names come from the zone, not from its place in
 * a list, so that a zone that is added or removed leaves the others as they are.
 */
export function createSubnets(
  children: SubnetChildren,
  plan: readonly ZonePlan[],
  isolated: IsolatedSubnetsArgs | undefined,
): Subnets {
  const inPublic = plan.map((zone) => ({
    zone,
    ...createRoutedSubnet(children, zone, "public", { gatewayId: children.internetGatewayId }),
  }));
  const natGateways = createNatGateways(children, inPublic);
  const zones = inPublic.map(({ zone, ...publicSubnet }) => ({
    publicSubnet,
    privateSubnet: createRoutedSubnet(children, zone, "private", { natGatewayId: natGateways.idOf(zone) }),
  }));
  const isolatedSubnets = isolated === undefined ? [] : plan.map((zone) => createIsolatedSubnet(children, zone));
  const publicSubnets = zones.map(({ publicSubnet }) => publicSubnet);
  const privateSubnets = zones.map(({ privateSubnet }) => privateSubnet);
  const routedTableIds = zones.flatMap(({ publicSubnet, privateSubnet }) =>
    [publicSubnet, privateSubnet].map(routeTableId),
  );
  const isolatedRouteTableIds = isolatedSubnets.map(routeTableId);
  return {
    publicSubnetIds: publicSubnets.map(({ subnetId }) => subnetId),
    privateSubnetIds: privateSubnets.map(({ subnetId }) => subnetId),
    isolatedSubnetIds: isolatedSubnets.map(({ subnetId }) => subnetId),
    publicRouteTableIds: publicSubnets.map(routeTableId),
    privateRouteTableIds: privateSubnets.map(routeTableId),
    isolatedRouteTableIds,
    s3RouteTableIds: [...routedTableIds, ...(isolated?.s3Endpoint === true ? isolatedRouteTableIds : [])],
    natGatewayPublicIps: natGateways.publicIps,
  };
}

function routeTableId({ routeTable }: TabledSubnet): pulumi.Output<string> {
  return routeTable.id;
}
