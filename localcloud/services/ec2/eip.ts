import { randomInt } from "node:crypto";
import { refuse } from "../../model/aws-error";
import { arn, ec2Id } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { refuseUnmodelled } from "../shared/inputs";

export const eip: ResourceType = {
  type: "aws:ec2/eip:Eip",
  mapping: { operation: "ec2.AllocateAddress" },
  replaceOnChanges: [
    "address",
    "customerOwnedIpv4Pool",
    "domain",
    "ipamPoolId",
    "networkBorderGroup",
    "publicIpv4Pool",
    "region",
  ],
  rules: [
    refuseUnmodelled(
      ["address", "customerOwnedIpv4Pool", "ipamPoolId", "publicIpv4Pool"],
      "addresses of the account's own pools",
      "services/ec2/eip.ts",
    ),
    requireBorderGroupOfTheRegion,
    refuseUnmodelled(
      ["associateWithPrivateIp", "instance", "networkInterface"],
      "addresses of instances and network interfaces",
      "services/ec2/eip.ts",
    ),
  ],
  make: ({ region, accountId }) => {
    const id = ec2Id("eipalloc");
    const publicIp = drawPublicAddress();
    return {
      id,
      computed: {
        allocationId: id,
        arn: arn("ec2", region, accountId, `elastic-ip/${id}`),
        domain: "vpc",
        networkBorderGroup: region,
        publicDns: publicName(publicIp, region),
        publicIp,
        publicIpv4Pool: "amazon",
      },
    };
  },
};

/** Amazon EC2 API Reference, AllocateAddress. Local Zones, which have other border groups, are not modelled. */
function requireBorderGroupOfTheRegion({ inputs, region }: Operation): void {
  const group = text(inputs, "networkBorderGroup") ?? region;
  if (group === region) return;
  refuse(
    "InvalidParameterValue",
    `Value (${group}) for parameter networkBorderGroup is invalid. It is not a border group of ${region}`,
    "networkBorderGroup",
  );
}

/** A random public address that nobody has: one of the block for benchmarks (RFC 2544, 198.18.0.0/15). */
function drawPublicAddress(): string {
  return `198.${randomInt(18, 20)}.${randomInt(256)}.${randomInt(1, 255)}`;
}

/** AWS's name of a public address. */
function publicName(address: string, region: string): string {
  const domain = region === "us-east-1" ? "compute-1" : `${region}.compute`;
  return `ec2-${address.replaceAll(".", "-")}.${domain}.amazonaws.com`;
}
