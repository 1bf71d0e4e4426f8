import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { namedTags, type Tags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { NatGateways, NetworkTransforms } from "./args";
import type { ZonePlan } from "./subnet-plan";

const ANYWHERE = "0.0.0.0/0";
const SUBNET = "aws:ec2/subnet:Subnet";
const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";

/** What subnets, their routes and NAT gateways are created with; names begin with the VPC's. */
export interface SubnetChildren extends Children<NetworkTransforms> {
  readonly vpc: pulumi.Resource;
  readonly vpcId: pulumi.Input<string>;
  readonly internetGatewayId: pulumi.Input<string>;
  /** Zones as their user lists them; where there is one NAT gateway, it is in the first. */
  readonly availabilityZones: readonly string[];
  readonly natGateways: NatGateways;
}

/** A resource below which awsx had another one. */
interface FormerParent {
  readonly type: string;
  readonly name: string;
}

/** What a subnet is for. */
export type SubnetKind = "public" | "private";

/** A subnet with its route table and its route to the internet. */
export interface RoutedSubnet {
  readonly subnet: aws.ec2.Subnet;
  /** Known once the subnet has its way out, without which nothing in it could start. */
  readonly subnetId: pulumi.Output<string>;
  readonly routeTable: aws.ec2.RouteTable;
  readonly route: aws.ec2.Route;
}

/** Gateway through which a subnet reaches the internet. */
export type RouteTarget =
  { readonly gatewayId: pulumi.Input<string> } | { readonly natGatewayId: pulumi.Input<string> };

/** A zone's subnet, below which awsx had what belongs to it. */
export function formerSubnet(children: SubnetChildren, zone: ZonePlan, kind: SubnetKind): FormerParent {
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

/**
 * Creates a zone's subnet of a kind. Nothing that starts in it gets a public address by itself (AWS Security Hub,
 * EC2.15).
 */
export function createRoutedSubnet(
  children: SubnetChildren,
  zone: ZonePlan,
  kind: SubnetKind,
  routeTarget: RouteTarget,
): RoutedSubnet {
  const name = subnetName(children, zone, kind);
  const tags: Tags = { ...namedTags(name, children.tags), SubnetType: kind === "public" ? "Public" : "Private" };
  const subnet = new aws.ec2.Subnet(
    ...transformed<aws.ec2.SubnetArgs>(
      children.transform.subnet,
      name,
      {
        vpcId: children.vpcId,
        availabilityZone: zone.availabilityZone,
        cidrBlock: kind === "public" ? zone.publicCidrBlock : zone.privateCidrBlock,
        mapPublicIpOnLaunch: false,
        assignIpv6AddressOnCreation: false,
        tags,
      },
      formerlyOfAwsx(children, []),
    ),
  );
  const { association, ...routing } = createRouting(children, zone, kind, { subnetId: subnet.id, routeTarget, tags });
  const subnetId = pulumi.all([subnet.id, association.id, routing.route.id]).apply(([id]) => id);
  return { subnet, subnetId, ...routing };
}

type Routing = Pick<RoutedSubnet, "routeTable" | "route"> & { readonly association: aws.ec2.RouteTableAssociation };

/** Creates the route table of a subnet. */
function createRouting(
  children: SubnetChildren,
  zone: ZonePlan,
  kind: SubnetKind,
  {
    subnetId,
    routeTarget,
    tags,
  }: { readonly subnetId: pulumi.Input<string>; readonly routeTarget: RouteTarget; readonly tags: Tags },
): Routing {
  const name = subnetName(children, zone, kind);
  const former = formerSubnet(children, zone, kind);
  const routeTable = new aws.ec2.RouteTable(
    ...transformed<aws.ec2.RouteTableArgs>(
      children.transform.routeTable,
      name,
      { vpcId: children.vpcId, tags },
      formerlyOfAwsx(children, [former]),
    ),
  );
  const options = formerlyOfAwsx(children, [former, { type: ROUTE_TABLE, name }]);
  const association = new aws.ec2.RouteTableAssociation(
    ...transformed<aws.ec2.RouteTableAssociationArgs>(
      children.transform.routeTableAssociation,
      name,
      { routeTableId: routeTable.id, subnetId },
      options,
    ),
  );
  const route = new aws.ec2.Route(
    ...transformed<aws.ec2.RouteArgs>(
      children.transform.route,
      name,
      { routeTableId: routeTable.id, destinationCidrBlock: ANYWHERE, ...routeTarget },
      options,
    ),
  );
  return { routeTable, association, route };
}

/** Name of a zone's subnet of a kind, and of what belongs to it. */
function subnetName({ name }: SubnetChildren, { number }: ZonePlan, kind: SubnetKind): string {
  return `${name}-${kind}-${number}`;
}
