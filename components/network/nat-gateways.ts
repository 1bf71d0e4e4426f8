import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { NatGateways } from "./args";
import { formerlyOfAwsx, formerSubnet, type RoutedSubnet, type SubnetChildren } from "./routed-subnet";
import type { ZonePlan } from "./subnet-plan";

/** NAT gateways where nothing else is given. */
export const DEFAULT_NAT_GATEWAYS: NatGateways = "one-per-zone";

/** A zone with its public subnet. */
type PublicZone = RoutedSubnet & { readonly zone: ZonePlan };

/**
 * Creates the NAT gateways, in every zone or in the first that is listed.
 * @returns the id of the one that a zone uses.
 */
export function createNatGateways(
  children: SubnetChildren,
  zones: readonly PublicZone[],
): (zone: ZonePlan) => pulumi.Output<string> {
  const [single] = children.availabilityZones;
  const hosts = zones.filter(({ zone }) => children.natGateways === "one-per-zone" || zone.availabilityZone === single);
  const gateways = new Map(hosts.map((host) => [host.zone.number, createNatGateway(children, host)]));
  return ({ number }) => {
    const gateway = gateways.get(number) ?? [...gateways.values()][0];
    if (gateway === undefined) throw new Error("a network has one NAT gateway at least");
    return gateway.id;
  };
}

function createNatGateway(children: SubnetChildren, { zone, subnet, route }: PublicZone): aws.ec2.NatGateway {
  const name = `${children.name}-${zone.number}`;
  const tags = namedTags(name, children.tags);
  // AWS creates no gateway, and releases no address, while there is no route to the internet.
  const options = { ...formerlyOfAwsx(children, [formerSubnet(children, zone, "public")]), dependsOn: [route] };
  const address = new aws.ec2.Eip(
    ...transformed<aws.ec2.EipArgs>(children.transform.elasticIp, name, { tags }, options),
  );
  return new aws.ec2.NatGateway(
    ...transformed<aws.ec2.NatGatewayArgs>(
      children.transform.natGateway,
      name,
      { subnetId: subnet.id, allocationId: address.allocationId, tags },
      options,
    ),
  );
}
