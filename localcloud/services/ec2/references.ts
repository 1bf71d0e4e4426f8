import type { CloudReader } from "../../model/resource";
import type { Reference } from "../../model/resource-type";
import { text } from "../../model/values";

/** An input that names a VPC, which AWS doesn't delete before the resource that names it. */
export function vpcReference(input: string): Reference {
  return referenceTo("aws:ec2/vpc:Vpc", input, "InvalidVpcID.NotFound", "vpc");
}

/** An input that names a subnet, which AWS doesn't delete before the resource that names it. */
export function subnetReference(input: string): Reference {
  return referenceTo("aws:ec2/subnet:Subnet", input, "InvalidSubnetID.NotFound", "subnet");
}

/** An input that names a security group, which AWS doesn't delete before the resource that names it. */
export function securityGroupReference(input: string): Reference {
  return {
    input,
    to: ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
    inRegion: true,
    missing: { code: "InvalidGroup.NotFound", message: (id) => `The security group '${id}' does not exist` },
    inUse: { code: "DependencyViolation", message: (id) => `resource ${id} has a dependent object` },
  };
}

/** An input that names a route table, which AWS doesn't delete before the resource that names it. */
export function routeTableReference(input: string): Reference {
  return referenceTo("aws:ec2/routeTable:RouteTable", input, "InvalidRouteTableID.NotFound", "routeTable");
}

/** An input that names an internet gateway; AWS deletes the gateway although others name it. */
export function internetGatewayReference(input: string): Reference {
  return {
    input,
    to: ["aws:ec2/internetGateway:InternetGateway"],
    inRegion: true,
    missing: { code: "InvalidGatewayID.NotFound", message: (id) => `The gateway ID '${id}' does not exist` },
  };
}

/** The same reference where AWS deletes what the input names although the resource names it. */
export function withoutProtection(reference: Reference): Reference {
  return { ...reference, inUse: undefined };
}

/** @param noun what EC2 calls the type in its messages. */
function referenceTo(type: string, input: string, notFound: string, noun: string): Reference {
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

/** The VPC in which a resource of a type lies; undefined where either is missing. */
export function vpcOf(cloud: CloudReader, type: string, id: string | undefined): string | undefined {
  return text(cloud.find(type, id ?? "")?.inputs ?? {}, "vpcId");
}
