import type { Reference } from "../../model/resource-type";

/** An input that names a VPC, which then can't be deleted before the resource that names it. */
export function vpcReference(input: string): Reference {
  return {
    input,
    to: ["aws:ec2/vpc:Vpc"],
    missing: { code: "InvalidVpcID.NotFound", message: (id) => `The vpc ID '${id}' does not exist` },
    inUse: {
      code: "DependencyViolation",
      message: (id) => `The vpc '${id}' has dependencies and cannot be deleted.`,
    },
  };
}

/** An input that names a subnet, which then can't be deleted before the resource that names it. */
export function subnetReference(input: string): Reference {
  return {
    input,
    to: ["aws:ec2/subnet:Subnet"],
    missing: { code: "InvalidSubnetID.NotFound", message: (id) => `The subnet ID '${id}' does not exist` },
    inUse: {
      code: "DependencyViolation",
      message: (id) => `The subnet '${id}' has dependencies and cannot be deleted.`,
    },
  };
}

/** An input that names a security group, which then can't be deleted before the resource that names it. */
export function securityGroupReference(input: string): Reference {
  return {
    input,
    to: ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
    missing: { code: "InvalidGroup.NotFound", message: (id) => `The security group '${id}' does not exist` },
    inUse: { code: "DependencyViolation", message: (id) => `resource ${id} has a dependent object` },
  };
}

/** An input that names a route table, which then can't be deleted before the resource that names it. */
export function routeTableReference(input: string): Reference {
  return {
    input,
    to: ["aws:ec2/routeTable:RouteTable"],
    missing: { code: "InvalidRouteTableID.NotFound", message: (id) => `The routeTable ID '${id}' does not exist` },
    inUse: {
      code: "DependencyViolation",
      message: (id) => `The routeTable '${id}' has dependencies and cannot be deleted.`,
    },
  };
}

/** The same input where what it names may go first: it takes this with it, or leaves it behind. */
export function passing(reference: Reference): Reference {
  return { ...reference, inUse: undefined };
}
