import { arn } from "../../model/arn";
import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { ec2Id } from "../../model/token";
import { text } from "../../model/values";
import { refuseUnmodelled } from "../shared/not-modelled";
import { drawPublicAddress, publicName } from "./public-address";

export const eip: ResourceType = {
  type: "aws:ec2/eip:Eip",
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
      "addresses of pools of one's own",
      "services/ec2/eip.ts",
    ),
    requireGroupOfTheRegion,
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

/** Amazon EC2 API Reference, AllocateAddress: the region's own border group, as no Local Zone is modelled. */
function requireGroupOfTheRegion({ inputs, region }: Operation): void {
  const group = text(inputs, "networkBorderGroup") ?? region;
  if (group === region) return;
  refuse(
    "InvalidParameterValue",
    `Value (${group}) for parameter networkBorderGroup is invalid. It is no group of ${region}`,
    "networkBorderGroup",
  );
}
