import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { transformed } from "../shared/transform";
import { createSubnet, type SubnetChildren, subnetName, type TabledSubnet } from "./subnet";
import type { ZonePlan } from "./subnet-plan";

const ANYWHERE = "0.0.0.0/0";
const SUBNET = "aws:ec2/subnet:Subnet";
const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";

/** A resource below which awsx had another one. */
interface FormerParent {
  readonly type: string;
  readonly name: string;
}

/** What a subnet with a way to the internet is for. */
type RoutedSubnetKind = "public" | "private";

/** A subnet with its route table and its route to the internet. */
export interface RoutedSubnet extends TabledSubnet {
  readonly route: aws.ec2.Route;
}

/** Gateway through which a subnet reaches the internet. */
export type RouteTarget =
  { readonly gatewayId: pulumi.Input<string> } | { readonly natGatewayId: pulumi.Input<string> };

/** A zone's subnet, below which awsx had what belongs to it. */
export function formerSubnet(children: SubnetChildren, zone: ZonePlan, kind: RoutedSubnetKind): FormerParent {
  return { type: SUBNET, name: subnetName(children, zone, kind) };
}

/**
 * Options of a child. awsx created it before, below other resources of its own: it is found again under the same name
 * and stays as it is.
 */
export function formerlyOfAwsx(
  { name, parent, vpc }: SubnetChildren,
  formerParents: readonly FormerParent[],
): pulumi.CustomResourceOptions {
  const vpcUrn = pulumi.createUrn(name, "aws:ec2/vpc:Vpc", vpc);
  const formerParent = formerParents.reduce((urn, former) => pulumi.createUrn(former.name, former.type, urn), vpcUrn);
  return { parent, aliases: [{ parent: formerParent }] };
}

/** Creates a zone's subnet with its route to the internet. */
export function createRoutedSubnet(
  children: SubnetChildren,
  zone: ZonePlan,
  kind: RoutedSubnetKind,
  routeTarget: RouteTarget,
): RoutedSubnet {
  const former = formerSubnet(children, zone, kind);
  const options = formerlyOfAwsx(children, [former, { type: ROUTE_TABLE, name: former.name }]);
  const created = createSubnet(children, zone, kind, {
    subnet: formerlyOfAwsx(children, []),
    routeTable: formerlyOfAwsx(children, [former]),
    association: options,
  });
  const route = new aws.ec2.Route(
    ...transformed<aws.ec2.RouteArgs>(
      children.transform.route,
      former.name,
      { routeTableId: created.routeTable.id, destinationCidrBlock: ANYWHERE, ...routeTarget },
      options,
    ),
  );
  // Nothing in the subnet could start before it has its way out.
  const subnetId = pulumi.all([created.subnetId, route.id]).apply(([id]) => id);
  return { ...created, subnetId, route };
}
