import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { NatGateways } from "./args";
import { formerlyOfAwsx, formerSubnet, type RoutedSubnet } from "./routed-subnet";
import type { SubnetChildren } from "./subnet";
import type { ZonePlan } from "./subnet-plan";

/** NAT gateways where nothing else is given. */
export const DEFAULT_NAT_GATEWAYS: NatGateways = "one-per-zone";

/** A zone with its public subnet. */
type PublicZone = RoutedSubnet & { readonly zone: ZonePlan };

/** The NAT gateways of a network. */
export interface NatGatewaySet {
  /** Id of the one that a zone uses. */
  readonly idOf: (zone: ZonePlan) => pulumi.Output<string>;
  /** Their public addresses, in the order of the zones' names. */
  readonly publicIps: pulumi.Output<string>[];
}

interface NatGateway {
  readonly gateway: aws.ec2.NatGateway;
  readonly address: aws.ec2.Eip;
}

/** Creates the NAT gateways, in every zone or in the first that is listed. */
export function createNatGateways(children: SubnetChildren, zones: readonly PublicZone[]): NatGatewaySet {
  const [single] = children.availabilityZones;
  const hosts = zones.filter(({ zone }) => children.natGateways === "one-per-zone" || zone.availabilityZone === single);
  const created = new Map(hosts.map((host) => [host.zone.number, createNatGateway(children, host)]));
  return {
    idOf: ({ number }) => {
      const found = created.get(number) ?? [...created.values()][0];
      if (found === undefined) throw new Error("a network has one NAT gateway at least");
      return found.gateway.id;
    },
    publicIps: [...created.values()].map(({ address }) => address.publicIp),
  };
}

function createNatGateway(children: SubnetChildren, { zone, subnet, route }: PublicZone): NatGateway {
  const name = `${children.name}-${zone.number}`;
  const tags = namedTags(name, children.tags);
  // AWS creates no gateway, and releases no address, while there is no route to the internet.
  const options = { ...formerlyOfAwsx(children, [formerSubnet(children, zone, "public")]), dependsOn: [route] };
  const address = new aws.ec2.Eip(
    ...transformed<aws.ec2.EipArgs>(children.transform.elasticIp, name, { tags }, options),
  );
  const gateway = new aws.ec2.NatGateway(
    ...transformed<aws.ec2.NatGatewayArgs>(
      children.transform.natGateway,
      name,
      { subnetId: subnet.id, allocationId: address.allocationId, tags },
      options,
    ),
  );
  return { gateway, address };
}
