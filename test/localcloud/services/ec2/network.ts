import type { TestCloud } from "../../support";

export const VPC = "aws:ec2/vpc:Vpc";
export const SUBNET = "aws:ec2/subnet:Subnet";
export const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
export const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
export const ROUTE = "aws:ec2/route:Route";
export const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
export const EIP = "aws:ec2/eip:Eip";
export const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const DEFAULT_SECURITY_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
export const VPC_ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

/** Two VPCs, the first with an internet gateway and a subnet in two zones each, both with a route table. */
export function twoNetworks(cloud: TestCloud) {
  const vpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true }).id;
  const otherVpcId = cloud.create(VPC, { cidrBlock: "10.1.0.0/16" }).id;
  const subnetId = subnet(cloud, vpcId, "10.0.0.0/24", "eu-west-1a");
  return {
    vpcId,
    otherVpcId,
    subnetId,
    subnetOfZoneB: subnet(cloud, vpcId, "10.0.1.0/24", "eu-west-1b"),
    secondSubnetOfZoneA: subnet(cloud, vpcId, "10.0.2.0/24", "eu-west-1a"),
    foreignSubnetId: subnet(cloud, otherVpcId, "10.1.0.0/24", "eu-west-1a"),
    gatewayId: cloud.create(INTERNET_GATEWAY, { vpcId }).id,
    routeTableId: cloud.create(ROUTE_TABLE, { vpcId }).id,
    foreignRouteTableId: cloud.create(ROUTE_TABLE, { vpcId: otherVpcId }).id,
  };
}

function subnet(cloud: TestCloud, vpcId: string, cidrBlock: string, availabilityZone: string): string {
  return cloud.create(SUBNET, { vpcId, cidrBlock, availabilityZone }).id;
}
