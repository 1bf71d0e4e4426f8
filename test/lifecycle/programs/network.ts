import * as pulumi from "@pulumi/pulumi";
import { Network, type NetworkArgs } from "../../../components";

/** A network with the arguments of `proofpix:network`. */
export function program(): Record<string, unknown> {
  const { vpcId, isolatedSubnetIds } = new Network("shop", {
    availabilityZones: ["us-east-1a", "us-east-1b"],
    ...new pulumi.Config().requireObject<Partial<NetworkArgs>>("network"),
  });
  return { vpcId, isolatedSubnetIds };
}
