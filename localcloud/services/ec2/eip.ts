import { arn } from "../../model/arn";
import type { ResourceType } from "../../model/resource-type";
import { ec2Id } from "../../model/token";
import { refuseUnmodelled } from "../shared/not-modelled";
import { drawPublicAddress, publicName } from "./public-address";

export const eip: ResourceType = {
  type: "aws:ec2/eip:Eip",
  replacedBy: [
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
