import { describeLimits, type Case } from "./inputs";

const x = (length: number) => "x".repeat(length);

describeLimits("aws:ec2/vpc:Vpc", [
  ["instanceTenancy", "shared", "dedicated", "InvalidParameterValue", "[default, dedicated, host]"],
]);

describeLimits("aws:ec2/route:Route", [
  ["destinationCidrBlock", "0.0.0.0", "0.0.0.0/0", "InvalidParameterValue", "CIDR block 0.0.0.0 is malformed"],
]);

describeLimits("aws:ec2/eip:Eip", [
  ["domain", "classic", "standard", "InvalidParameterValue", "Value (classic) for parameter domain is invalid"],
]);

describeLimits("aws:ec2/natGateway:NatGateway", [
  ["connectivityType", "internet", "private", "InvalidParameterValue", "[private, public]"],
  ["secondaryPrivateIpAddressCount", 32, 31, "InvalidParameterValue", "less than or equal to 31"],
]);

describeLimits("aws:ec2/vpcEndpoint:VpcEndpoint", [
  ["vpcEndpointType", "gateway", "Interface", "InvalidParameterValue", "GatewayLoadBalancer"],
  ["dnsOptions.dnsRecordIpType", "ipv5", "dualstack", "InvalidParameterValue", "dnsOptions.dnsRecordIpType"],
]);

describeLimits("aws:ec2/flowLog:FlowLog", [
  ["trafficType", "BOTH", "REJECT", "InvalidParameterValue", "[ACCEPT, REJECT, ALL]"],
  ["logDestinationType", "logs", "s3", "InvalidParameterValue", "cloud-watch-logs"],
  ["maxAggregationInterval", 300, 60, "InvalidParameterValue", "[60, 600]"],
]);

describeLimits("aws:ec2/securityGroup:SecurityGroup", [
  ["name", x(256), x(255), "InvalidParameterValue", "for parameter groupName is invalid"],
  ["name", "sg-enterprise", "enterprise-sg", "InvalidParameterValue", "may not be in the format sg-*"],
  ["description", "Team's tasks", "Tasks of the team", "InvalidParameterValue", "Invalid security group description"],
  ["description", x(256), x(255), "InvalidParameterValue", "less than 256 characters"],
  ["ingress[0].fromPort", -2, -1, "InvalidParameterValue", "greater than or equal to -1"],
  ["ingress[0].toPort", 65_536, 65_535, "InvalidParameterValue", "less than or equal to 65535"],
  [
    "ingress[0].cidrBlocks[0]",
    "10.0.0.0/33",
    "10.0.0.0/32",
    "InvalidParameterValue",
    "CIDR block 10.0.0.0/33 is malformed",
  ],
  ["egress[0].protocol", "tpc", "tcp", "InvalidParameterValue", "Unknown protocol"],
]);

const RULE: readonly Case[] = [
  ["ipProtocol", "256", "255", "InvalidParameterValue", "Invalid value '256' for IP protocol"],
  ["fromPort", 65_536, 65_535, "InvalidParameterValue", "less than or equal to 65535"],
  ["cidrIpv4", "10.0.0.7/24", "10.0.0.0/24", "InvalidParameterValue", "CIDR block 10.0.0.7/24 is malformed"],
  ["description", "für alle", "for all", "InvalidParameterValue", "Invalid security group description"],
];

describeLimits("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", RULE);
describeLimits("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", RULE);

describeLimits("aws:ec2/vpc:Vpc", [
  ["cidrBlock", "10.0.0.0/8", "10.0.0.0/16", "InvalidVpc.Range", "its size must be between /16 and /28"],
  ["cidrBlock", "10.0.0.0/29", "10.0.0.0/28", "InvalidVpc.Range", "The CIDR '10.0.0.0/29' is invalid"],
]);

describeLimits("aws:ec2/subnet:Subnet", [
  ["cidrBlock", "10.0.0.0/29", "10.0.0.0/28", "InvalidSubnet.Range", "The CIDR '10.0.0.0/29' is invalid"],
]);
