import type { TypeMapping } from "../types";

/** Amazon VPC and EC2 networking. Rules inside a security group or a route table are separate calls to AWS. */
export const NETWORK: Readonly<Record<string, TypeMapping>> = {
  "aws:ec2/vpc:Vpc": { operation: "ec2.CreateVpc" },
  "aws:ec2/subnet:Subnet": { operation: "ec2.CreateSubnet" },
  "aws:ec2/internetGateway:InternetGateway": { operation: "ec2.CreateInternetGateway" },
  "aws:ec2/routeTable:RouteTable": { operation: "ec2.CreateRouteTable" },
  "aws:ec2/route:Route": {
    operation: "ec2.CreateRoute",
    inputs: { egressOnlyGatewayId: "EgressOnlyInternetGatewayId" },
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { operation: "ec2.AssociateRouteTable" },
  "aws:ec2/eip:Eip": { operation: "ec2.AllocateAddress" },
  "aws:ec2/natGateway:NatGateway": {
    operation: "ec2.CreateNatGateway",
    inputs: { privateIp: "PrivateIpAddress" },
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    operation: "ec2.CreateSecurityGroup",
    inputs: { name: "GroupName" },
  },
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": { operation: "ec2.AuthorizeSecurityGroupIngress" },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    operation: "ec2.AuthorizeSecurityGroupIngress",
    within: "IpPermissions",
    inputs: { securityGroupId: "GroupId", cidrIpv4: "IpPermissions.IpRanges.CidrIp" },
  },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": {
    operation: "ec2.AuthorizeSecurityGroupEgress",
    within: "IpPermissions",
    inputs: { securityGroupId: "GroupId", cidrIpv4: "IpPermissions.IpRanges.CidrIp" },
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    operation: "ec2.CreateVpcEndpoint",
    inputs: { policy: "PolicyDocument" },
  },
  "aws:ec2/flowLog:FlowLog": {
    operation: "ec2.CreateFlowLogs",
    inputs: { iamRoleArn: "DeliverLogsPermissionArn" },
  },
};
