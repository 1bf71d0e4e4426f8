import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { NatGateways, NetworkTransforms } from "./arguments";
import type { ZonePlan } from "./subnet-plan";

/** What every subnet of a network is created with. */
export interface SubnetScope {
  readonly parent: pulumi.Resource;
  /** The VPC, of whose name the names of its subnets are made. */
  readonly vpc: pulumi.Resource;
  readonly vpcName: string;
  readonly vpcId: pulumi.Input<string>;
  readonly internetGatewayId: pulumi.Input<string>;
  /** Zones as their user lists them; where there is one NAT gateway, it is in the first. */
  readonly availabilityZones: readonly string[];
  readonly natGateways: NatGateways;
  readonly tags: Tags | undefined;
  readonly transform: NetworkTransforms;
}

/**
 * Options of a child that awsx created before, below a resource of the same name; it is found again and stays as it is.
 * Only where a zone stood in the place of the list that goes with its letter, since awsx named by place.
 */
export function onceOfAwsx(
  { parent, vpc, vpcName, availabilityZones }: SubnetScope,
  { availabilityZone, number }: ZonePlan,
  former: readonly { readonly type: string; readonly name: string }[],
): pulumi.CustomResourceOptions {
  if (availabilityZones[number - 1] !== availabilityZone) return { parent };
  const vpcUrn = pulumi.createUrn(vpcName, "aws:ec2/vpc:Vpc", vpc);
  const formerParent = former.reduce((urn, { type, name }) => pulumi.createUrn(name, type, urn), vpcUrn);
  return { parent, aliases: [{ parent: formerParent }] };
}
