import * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../shared/tags";
import type { NatGateways, NetworkTransforms } from "./arguments";

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
 * Options of a child. awsx created it before, below other resources of its own: it is found again under the same name and
 * stays as it is.
 */
export function onceOfAwsx(
  { parent, vpc, vpcName }: SubnetScope,
  former: readonly { readonly type: string; readonly name: string }[],
): pulumi.CustomResourceOptions {
  const vpcUrn = pulumi.createUrn(vpcName, "aws:ec2/vpc:Vpc", vpc);
  const formerParent = former.reduce((urn, { type, name }) => pulumi.createUrn(name, type, urn), vpcUrn);
  return { parent, aliases: [{ parent: formerParent }] };
}
