import type { Reference } from "../../model/resource-type";

/** An input that names a VPC, which then can't be deleted before the resource that names it. */
export function vpcReference(input: string): Reference {
  return heldReference(input, "aws:ec2/vpc:Vpc", "InvalidVpcID.NotFound", "vpc");
}

/** An input that names a subnet, which then can't be deleted before the resource that names it. */
export function subnetReference(input: string): Reference {
  return heldReference(input, "aws:ec2/subnet:Subnet", "InvalidSubnetID.NotFound", "subnet");
}

/** An input that names a security group, which then can't be deleted before the resource that names it. */
export function securityGroupReference(input: string): Reference {
  return {
    input,
    to: ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
    inRegion: true,
    missing: { code: "InvalidGroup.NotFound", message: (id) => `The security group '${id}' does not exist` },
    inUse: { code: "DependencyViolation", message: (id) => `resource ${id} has a dependent object` },
  };
}

/** An input that names a route table, which then can't be deleted before the resource that names it. */
export function routeTableReference(input: string): Reference {
  return heldReference(input, "aws:ec2/routeTable:RouteTable", "InvalidRouteTableID.NotFound", "routeTable");
}

/** The same input where what it names may go first: it takes this with it, or leaves it behind. */
export function passing(reference: Reference): Reference {
  return { ...reference, inUse: undefined };
}

/** To one type, which EC2 calls `noun` in its messages. */
function heldReference(input: string, type: string, notFound: string, noun: string): Reference {
  return {
    input,
    to: [type],
    inRegion: true,
    missing: { code: notFound, message: (id) => `The ${noun} ID '${id}' does not exist` },
    inUse: {
      code: "DependencyViolation",
      message: (id) => `The ${noun} '${id}' has dependencies and cannot be deleted.`,
    },
  };
}
