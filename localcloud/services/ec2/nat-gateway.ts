import { refuse } from "../../model/aws-error";
import { ec2Id } from "../../model/identifiers";
import type { CloudResource } from "../../model/resource";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { number, text, texts, type Properties } from "../../model/values";
import { addressOf, parseCidr, type Cidr } from "../shared/cidr";
import { given, refuseUnmodelled } from "../shared/inputs";
import { subnetReference, vpcOf } from "./references";

const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
const SUBNET = "aws:ec2/subnet:Subnet";

/** AWS reserves a subnet's first four addresses, and its last one (Amazon VPC User Guide, "Subnet CIDR blocks"). */
const RESERVED_ADDRESSES = 4;

/** AWS doesn't release an Elastic IP address while a gateway has it. */
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
  mapping: { operation: "ec2.CreateNatGateway", inputs: { privateIp: "PrivateIpAddress" } },
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
    requireAddressByType,
    refuseCountBesideAddresses,
    requireFreeAddress,
    requireFreePrivateAddress,
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
    refuse("MissingParameter", "The request must contain the parameter SubnetId", "subnetId");
  }
  if (isPublic && !addresses.includes("allocationId")) {
    refuse(
      "MissingParameter",
      "The request must include the AllocationId parameter. Add the required parameter and retry the request.",
      "allocationId",
    );
  }
  if (!isPublic && addresses.length > 0) {
    refuse(
      "InvalidParameterCombination",
      `A private NAT gateway can't have an Elastic IP address`,
      addresses.join(", "),
    );
  }
  if (isPublic && number(inputs, "secondaryPrivateIpAddressCount") !== undefined) {
    refuse(
      "InvalidParameterCombination",
      "A public NAT gateway has secondary allocation ids instead",
      "secondaryPrivateIpAddressCount",
    );
  }
}

/** An Elastic IP address serves one thing at a time (Amazon VPC User Guide, "Elastic IP addresses"). */
function requireFreeAddress({ inputs, cloud, previous }: Operation): void {
  const wanted = allocationsOf(inputs);
  const used = cloud
    .ofType(NAT_GATEWAY)
    .filter((other) => other.id !== previous?.id)
    .flatMap((other) => allocationsOf(other.inputs));
  const conflict = wanted.find((id, index) => used.includes(id) || wanted.indexOf(id) < index);
  if (conflict === undefined) return;
  const input = conflict === text(inputs, "allocationId") ? "allocationId" : "secondaryAllocationIds";
  refuse("Resource.AlreadyAssociated", `Elastic IP address [${conflict}] is already associated`, input);
}

function allocationsOf(inputs: Properties): string[] {
  const first = text(inputs, "allocationId");
  return [...(first === undefined ? [] : [first]), ...texts(inputs, "secondaryAllocationIds")];
}

/** Amazon VPC User Guide, "Subnet CIDR blocks": AWS reserves its first four addresses and the last one. */
function requireFreePrivateAddress({ inputs, cloud, previous }: Operation): void {
  const subnetId = text(inputs, "subnetId") ?? "";
  const block = parseCidr(text(cloud.find(SUBNET, subnetId)?.inputs ?? {}, "cidrBlock") ?? "");
  const used = cloud
    .ofType(NAT_GATEWAY)
    .filter((other) => other.id !== previous?.id && other.inputs.subnetId === subnetId)
    .flatMap((other) => addressesOf(other.inputs));
  const wanted = addressesOf(inputs);
  const foreign = wanted.find((address) => block !== undefined && !isUsable(block, address));
  if (foreign !== undefined) {
    refuse(
      "InvalidParameterValue",
      `Address ${foreign} does not fall within the subnet's address range, or is reserved`,
      "privateIp, secondaryPrivateIpAddresses",
    );
  }
  const conflict = wanted.find((address) => used.includes(address));
  if (conflict === undefined) return;
  refuse("InvalidIPAddress.InUse", `Address ${conflict} is in use.`, "privateIp, secondaryPrivateIpAddresses");
}

function isUsable(block: Cidr, address: string): boolean {
  const place = parseCidr(`${address}/32`)?.first;
  return place !== undefined && place >= block.first + RESERVED_ADDRESSES && place < block.last;
}

function addressesOf(inputs: Properties): string[] {
  const first = text(inputs, "privateIp");
  return [...(first === undefined ? [] : [first]), ...texts(inputs, "secondaryPrivateIpAddresses")];
}

/** The provider's schema: either a number of addresses or the addresses themselves. */
function refuseCountBesideAddresses({ inputs }: Operation): void {
  const both = given(inputs, ["secondaryPrivateIpAddressCount", "secondaryPrivateIpAddresses"]);
  if (both.length < 2) return;
  refuse(
    "InvalidParameterCombination",
    "Secondary private addresses are given either by their number or one by one",
    both.join(", "),
  );
}

/** Amazon VPC User Guide, "Troubleshoot NAT gateways": creation fails where the VPC has no internet gateway. */
function requireInternetGateway({ inputs, cloud }: Operation): void {
  if (text(inputs, "connectivityType") === "private") return;
  const network = vpcOf(cloud, SUBNET, text(inputs, "subnetId"));
  const gateways = cloud.ofType("aws:ec2/internetGateway:InternetGateway");
  if (gateways.some((gateway) => text(gateway.inputs, "vpcId") === network)) return;
  refuse("Gateway.NotAttached", `Network ${network ?? ""} has no Internet gateway attached`, "subnetId");
}
