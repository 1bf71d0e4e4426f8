import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ExistingNetwork, type ExistingNetworkArgs, Network, type NetworkArgs } from "../../../components";

/** A network with the arguments of `proofpix:network`, or users of one that another stack made. */
export function program(): Record<string, unknown> {
  const config = new pulumi.Config();
  const existing = config.getObject<ExistingNetworkArgs>("existing");
  if (existing !== undefined) return usersOf(existing);
  const { vpcId, isolatedSubnetIds } = new Network("shop", {
    availabilityZones: ["us-east-1a", "us-east-1b"],
    ...config.requireObject<Partial<NetworkArgs>>("network"),
  });
  return { vpcId, isolatedSubnetIds };
}

function usersOf(args: ExistingNetworkArgs): Record<string, unknown> {
  const { vpcId, privateSubnetIds, natGatewayPublicIps } = new ExistingNetwork("others", args);
  new aws.ec2.SecurityGroup("guest", { vpcId });
  new aws.rds.SubnetGroup("guest", { subnetIds: privateSubnetIds });
  return { privateSubnetIds, natGatewayPublicIps };
}
