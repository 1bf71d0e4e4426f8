import { describeRules } from "../../support";
import { SECURITY_GROUP } from "../ec2/network";
import { working } from "./serving";
import { SERVICE } from "./tasks";

const ON_EC2 = { capacityProviderStrategies: undefined, launchType: "EC2" };

describeRules(
  SERVICE,
  (cloud) => {
    const given = working(cloud);
    return { ...given, foreignGroupId: cloud.create(SECURITY_GROUP, { vpcId: given.otherVpcId, name: "web" }).id };
  },
  [
    [
      "no network",
      { networkConfiguration: undefined },
      ({ bridged }) => ({ networkConfiguration: undefined, taskDefinition: bridged, ...ON_EC2 }),
      "InvalidParameterException",
      "Network Configuration must be provided when networkMode 'awsvpc' is specified. (networkConfiguration)",
    ],
    [
      "a network for containers on the host's",
      ({ bridged }) => ({ taskDefinition: bridged, ...ON_EC2 }),
      ({ onInstances }) => ({ taskDefinition: onInstances, ...ON_EC2 }),
      "InvalidParameterException",
      "Network Configuration is not valid for the given networkMode",
    ],
    [
      "a subnet that isn't there",
      ({ network }) => ({ networkConfiguration: { ...network, subnets: ["subnet-0"] } }),
      {},
      "InvalidParameterException",
      "The subnet ID 'subnet-0' does not exist (networkConfiguration.subnets[0])",
    ],
    [
      "no subnets",
      ({ network }) => ({ networkConfiguration: { ...network, subnets: [] } }),
      {},
      "InvalidParameterException",
      "subnets must have 1 to 16 elements, got 0",
    ],
    [
      "a security group that isn't there",
      ({ network }) => ({ networkConfiguration: { ...network, securityGroups: ["sg-0"] } }),
      ({ network }) => ({ networkConfiguration: { subnets: network.subnets } }),
      "InvalidParameterException",
      "The security group ID 'sg-0' does not exist",
    ],
    [
      "six security groups",
      ({ network, securityGroupId }) => ({
        networkConfiguration: { ...network, securityGroups: Array.from({ length: 6 }, () => securityGroupId) },
      }),
      ({ network, securityGroupId }) => ({
        networkConfiguration: { ...network, securityGroups: Array.from({ length: 5 }, () => securityGroupId) },
      }),
      "InvalidParameterException",
      "at most 5 elements, got 6",
    ],
    [
      "subnets of two VPCs",
      ({ network, subnetId, foreignSubnetId }) => ({
        networkConfiguration: { ...network, subnets: [subnetId, foreignSubnetId] },
      }),
      {},
      "InvalidParameterException",
      "subnets must all be in the same vpc.",
    ],
    [
      "a security group of another VPC",
      ({ network, foreignGroupId }) => ({ networkConfiguration: { ...network, securityGroups: [foreignGroupId] } }),
      {},
      "InvalidParameterException",
      "Security Group and Subnet must belong to the same VPC.",
    ],
    [
      "public addresses on instances",
      ({ network, onInstances }) => ({
        taskDefinition: onInstances,
        ...ON_EC2,
        networkConfiguration: { ...network, assignPublicIp: true },
      }),
      ({ network }) => ({ networkConfiguration: { ...network, assignPublicIp: true } }),
      "InvalidParameterException",
      "Assign public IP is not supported for this launch type.",
    ],
    [
      "a role for its load balancers",
      { iamRole: "arn:aws:iam::123456789012:role/ecs" },
      {},
      "InvalidParameterException",
      "You cannot specify an IAM role for services that require a service linked role. (iamRole)",
    ],
    [
      "sessions in tasks without a role",
      { enableExecuteCommand: true },
      { enableExecuteCommand: false },
      "InvalidParameterException",
      "a valid taskRoleArn is not being used",
    ],
  ],
);
