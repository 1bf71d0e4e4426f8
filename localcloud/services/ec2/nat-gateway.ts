import { AwsError } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { ec2Id } from "../../model/token";
import { number, text } from "../../model/values";
import { addressOf, parseCidr } from "../shared/cidr";
import { given } from "../shared/inputs";
import { refuseUnmodelled } from "../shared/not-modelled";
import { subnetReference } from "./references";
import { vpcOf } from "./vpc-of";

const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
const SUBNET = "aws:ec2/subnet:Subnet";

/** AWS keeps a subnet's first four addresses (Amazon VPC User Guide, "Subnet CIDR blocks"). */
const RESERVED_ADDRESSES = 4;

export const natGateway: ResourceType = {
  type: NAT_GATEWAY,
  defaults: { connectivityType: "public" },
  replacedBy: [
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
    {
      input: "allocationId",
      to: ["aws:ec2/eip:Eip"],
      missing: {
        code: "InvalidAllocationID.NotFound",
        message: (id) => `Elastic IP address [${id}] does not exist`,
      },
      inUse: { code: "InvalidIPAddress.InUse", message: (id) => `Address ${id} is in use.` },
    },
  ],
  rules: [
    refuseUnmodelled(["availabilityZoneAddresses", "vpcId"], "regional NAT gateways", "services/ec2/nat-gateway.ts"),
    requireAddressByType,
    requireFreeAddress,
    requireInternetGateway,
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

/** Amazon EC2 API Reference, CreateNatGateway: a public gateway has an address, a private one none. */
function requireAddressByType({ inputs }: Operation): void {
  const isPublic = text(inputs, "connectivityType") !== "private";
  const addresses = given(inputs, ["allocationId", "secondaryAllocationIds"]);
  if (given(inputs, ["subnetId"]).length === 0) {
    throw new AwsError("MissingParameter", "The request must contain the parameter SubnetId (subnetId)");
  }
  if (isPublic && !addresses.includes("allocationId")) {
    throw new AwsError(
      "MissingParameter",
      "The request must include the AllocationId parameter. Add the required parameter and retry the request. (allocationId)",
    );
  }
  if (!isPublic && addresses.length > 0) {
    throw new AwsError(
      "InvalidParameterCombination",
      `A private NAT gateway can't have an Elastic IP address (${addresses.join(", ")})`,
    );
  }
  if (isPublic && number(inputs, "secondaryPrivateIpAddressCount") !== undefined) {
    throw new AwsError(
      "InvalidParameterCombination",
      "A public NAT gateway takes secondary allocation ids instead (secondaryPrivateIpAddressCount)",
    );
  }
}

/** An Elastic IP address serves one thing at a time (Amazon VPC User Guide, "Elastic IP addresses"). */
function requireFreeAddress({ inputs, cloud, previous }: Operation): void {
  const allocationId = text(inputs, "allocationId");
  const taken = cloud
    .ofType(NAT_GATEWAY)
    .some(
      (other) => other.id !== previous?.id && allocationId !== undefined && other.inputs.allocationId === allocationId,
    );
  if (!taken) return;
  throw new AwsError(
    "Resource.AlreadyAssociated",
    `Elastic IP address [${allocationId ?? ""}] is already associated (allocationId)`,
  );
}

/** Amazon VPC User Guide, "Troubleshoot NAT gateways": creation fails where the VPC has no internet gateway. */
function requireInternetGateway({ inputs, cloud }: Operation): void {
  if (text(inputs, "connectivityType") === "private") return;
  const network = vpcOf(cloud, SUBNET, text(inputs, "subnetId"));
  const gateways = cloud.ofType("aws:ec2/internetGateway:InternetGateway");
  if (gateways.some((gateway) => text(gateway.inputs, "vpcId") === network)) return;
  throw new AwsError("Gateway.NotAttached", `Network ${network ?? ""} has no Internet gateway attached (subnetId)`);
}
