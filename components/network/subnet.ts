import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { NatGateways, NetworkTransforms } from "./args";
import type { ZonePlan } from "./subnet-plan";

/** What subnets, their routes and NAT gateways are created with; names begin with the VPC's. */
export interface SubnetChildren extends Children<NetworkTransforms> {
  readonly vpc: pulumi.Resource;
  readonly vpcId: pulumi.Input<string>;
  readonly internetGatewayId: pulumi.Input<string>;
  /** Zones as their user lists them; where there is one NAT gateway, it is in the first. */
  readonly availabilityZones: readonly string[];
  readonly natGateways: NatGateways;
}

/** What a subnet is for. */
export type SubnetKind = "public" | "private" | "isolated";

/** Value of the tag by which people and tools tell subnets apart. */
const SUBNET_TYPES: Readonly<Record<SubnetKind, string>> = {
  public: "Public",
  private: "Private",
  isolated: "Isolated",
};

/** A subnet with its route table. */
export interface TabledSubnet {
  readonly subnet: aws.ec2.Subnet;
  /** Known once traffic of the subnet follows its own route table. */
  readonly subnetId: pulumi.Output<string>;
  readonly routeTable: aws.ec2.RouteTable;
}

/** Options of a subnet and of what belongs to it. */
export interface SubnetOptions {
  readonly subnet: pulumi.CustomResourceOptions;
  readonly routeTable: pulumi.CustomResourceOptions;
  readonly association: pulumi.CustomResourceOptions;
}

/**
 * Creates a zone's subnet of a kind, with a route table without routes. Nothing that starts in it gets a public address
 * by itself (AWS Security Hub, EC2.15).
 */
export function createSubnet(
  children: SubnetChildren,
  zone: ZonePlan,
  kind: SubnetKind,
  options: SubnetOptions,
): TabledSubnet {
  const { transform, vpcId } = children;
  const name = subnetName(children, zone, kind);
  const tags = { ...namedTags(name, children.tags), SubnetType: SUBNET_TYPES[kind] };
  const subnet = new aws.ec2.Subnet(
    ...transformed<aws.ec2.SubnetArgs>(
      transform.subnet,
      name,
      {
        vpcId,
        availabilityZone: zone.availabilityZone,
        cidrBlock: blockOf(zone, kind),
        mapPublicIpOnLaunch: false,
        assignIpv6AddressOnCreation: false,
        tags,
      },
      options.subnet,
    ),
  );
  const routeTable = new aws.ec2.RouteTable(
    ...transformed<aws.ec2.RouteTableArgs>(transform.routeTable, name, { vpcId, tags }, options.routeTable),
  );
  const association = new aws.ec2.RouteTableAssociation(
    ...transformed<aws.ec2.RouteTableAssociationArgs>(
      transform.routeTableAssociation,
      name,
      { routeTableId: routeTable.id, subnetId: subnet.id },
      options.association,
    ),
  );
  const subnetId = pulumi.all([subnet.id, association.id]).apply(([id]) => id);
  return { subnet, subnetId, routeTable };
}

/** Name of a zone's subnet of a kind, and of what belongs to it. */
export function subnetName({ name }: SubnetChildren, { number }: ZonePlan, kind: SubnetKind): string {
  return `${name}-${kind}-${number}`;
}

function blockOf(zone: ZonePlan, kind: SubnetKind): string {
  if (kind === "public") return zone.publicCidrBlock;
  return kind === "private" ? zone.privateCidrBlock : zone.isolatedCidrBlock;
}
