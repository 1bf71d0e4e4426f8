import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { namedTags, type Tags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { ZonePlan } from "./subnet-plan";
import { onceOfAwsx, type SubnetScope } from "./subnet-scope";

const ANYWHERE = "0.0.0.0/0";
const SUBNET = "aws:ec2/subnet:Subnet";
const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";

/** What a subnet is for. */
export type SubnetKind = "public" | "private";

/** A subnet with the table that tells where what leaves it goes, and the one way out. */
export interface RoutedSubnet {
  readonly subnet: aws.ec2.Subnet;
  /** Known once the subnet has its way out, without which nothing in it could start. */
  readonly subnetId: pulumi.Output<string>;
  readonly routeTable: aws.ec2.RouteTable;
  readonly route: aws.ec2.Route;
}

/** Where what leaves a subnet for the internet goes. */
export type WayOut = { readonly gatewayId: pulumi.Input<string> } | { readonly natGatewayId: pulumi.Input<string> };

/** Name of a zone's subnet of a kind, and of what belongs to it. */
export function subnetName({ vpcName }: SubnetScope, { number }: ZonePlan, kind: SubnetKind): string {
  return `${vpcName}-${kind}-${number}`;
}

/** What awsx created below a zone's subnet. */
export function formerSubnet(scope: SubnetScope, zone: ZonePlan, kind: SubnetKind) {
  return { type: SUBNET, name: subnetName(scope, zone, kind) };
}

/** Creates a zone's subnet of a kind. Nothing that starts in it gets a public address by itself (AWS Security Hub, EC2.15). */
export function createRoutedSubnet(scope: SubnetScope, zone: ZonePlan, kind: SubnetKind, wayOut: WayOut): RoutedSubnet {
  const name = subnetName(scope, zone, kind);
  const tags: Tags = { ...namedTags(name, scope.tags), SubnetType: kind === "public" ? "Public" : "Private" };
  const subnet = new aws.ec2.Subnet(
    ...transformed<aws.ec2.SubnetArgs>(
      scope.transform.subnet,
      name,
      {
        vpcId: scope.vpcId,
        availabilityZone: zone.availabilityZone,
        cidrBlock: kind === "public" ? zone.publicCidrBlock : zone.privateCidrBlock,
        mapPublicIpOnLaunch: false,
        assignIpv6AddressOnCreation: false,
        tags,
      },
      onceOfAwsx(scope, []),
    ),
  );
  const { association, ...routing } = createRouting(scope, zone, kind, { subnetId: subnet.id, wayOut, tags });
  const subnetId = pulumi.all([subnet.id, association.id, routing.route.id]).apply(([id]) => id);
  return { subnet, subnetId, ...routing };
}

type Routing = Pick<RoutedSubnet, "routeTable" | "route"> & { readonly association: aws.ec2.RouteTableAssociation };

/** Creates the route table of a subnet. */
function createRouting(
  scope: SubnetScope,
  zone: ZonePlan,
  kind: SubnetKind,
  { subnetId, wayOut, tags }: { readonly subnetId: pulumi.Input<string>; readonly wayOut: WayOut; readonly tags: Tags },
): Routing {
  const name = subnetName(scope, zone, kind);
  const former = formerSubnet(scope, zone, kind);
  const routeTable = new aws.ec2.RouteTable(
    ...transformed<aws.ec2.RouteTableArgs>(
      scope.transform.routeTable,
      name,
      { vpcId: scope.vpcId, tags },
      onceOfAwsx(scope, [former]),
    ),
  );
  const options = onceOfAwsx(scope, [former, { type: ROUTE_TABLE, name }]);
  const association = new aws.ec2.RouteTableAssociation(
    ...transformed<aws.ec2.RouteTableAssociationArgs>(
      scope.transform.routeTableAssociation,
      name,
      { routeTableId: routeTable.id, subnetId },
      options,
    ),
  );
  const route = new aws.ec2.Route(
    ...transformed<aws.ec2.RouteArgs>(
      scope.transform.route,
      name,
      { routeTableId: routeTable.id, destinationCidrBlock: ANYWHERE, ...wayOut },
      options,
    ),
  );
  return { routeTable, association, route };
}
