import type { CloudResource } from "../../model/resource";
import type { Reference, ResourceType } from "../../model/resource-type";
import { ec2Id } from "../../model/token";
import { text } from "../../model/values";
import { addressOf, parseCidr } from "../shared/cidr";
import { refuseUnmodelled } from "../shared/not-modelled";
import { NAT_GATEWAY, natGatewayRules, RESERVED_ADDRESSES, SUBNET } from "./nat-gateway-rules";
import { subnetReference } from "./references";

/** An Elastic IP address stays while a gateway has it. */
function addressReference(input: string): Reference {
  return {
    input,
    to: ["aws:ec2/eip:Eip"],
    inRegion: true,
    missing: {
      code: "InvalidAllocationID.NotFound",
      message: (id) => `Elastic IP address [${id}] does not exist`,
    },
    inUse: { code: "InvalidIPAddress.InUse", message: (id) => `Address ${id} is in use.` },
  };
}

export const natGateway: ResourceType = {
  type: NAT_GATEWAY,
  defaults: { connectivityType: "public" },
  replaceOnChanges: [
    "allocationId",
    "availabilityMode",
    "connectivityType",
    "privateIp",
    "secondaryPrivateIpAddressCount",
    "subnetId",
    "vpcId",
    "region",
  ],
  references: [
    subnetReference("subnetId"),
    addressReference("allocationId"),
    addressReference("secondaryAllocationIds[]"),
  ],
  rules: [
    refuseUnmodelled(["availabilityZoneAddresses", "vpcId"], "regional NAT gateways", "services/ec2/nat-gateway.ts"),
    ...natGatewayRules,
  ],
  make: ({ inputs, cloud }) => {
    const address = cloud.find("aws:ec2/eip:Eip", text(inputs, "allocationId") ?? "");
    return {
      id: ec2Id("nat"),
      computed: {
        networkInterfaceId: ec2Id("eni"),
        privateIp: text(inputs, "privateIp") ?? privateAddress(cloud.find(SUBNET, text(inputs, "subnetId") ?? "")),
        ...(address && { associationId: ec2Id("eipassoc"), publicIp: address.computed.publicIp }),
      },
    };
  },
};

function privateAddress(subnet: CloudResource | undefined): string | undefined {
  const block = parseCidr(text(subnet?.inputs ?? {}, "cidrBlock") ?? "");
  return block === undefined ? undefined : addressOf(block.first + RESERVED_ADDRESSES);
}
