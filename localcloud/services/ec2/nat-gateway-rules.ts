import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { number, text, texts, type Properties } from "../../model/values";
import { parseCidr, type Cidr } from "../shared/cidr";
import { given } from "../shared/inputs";
import { vpcOf } from "./vpc-of";

export const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
export const SUBNET = "aws:ec2/subnet:Subnet";

/** AWS keeps a subnet's first four addresses (Amazon VPC User Guide, "Subnet CIDR blocks"). */
export const RESERVED_ADDRESSES = 4;

export const natGatewayRules: readonly Rule[] = [
  requireAddressByType,
  refuseCountBesideAddresses,
  requireFreeAddress,
  requireFreePrivateAddress,
  requireInternetGateway,
];

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
      "A public NAT gateway takes secondary allocation ids instead",
      "secondaryPrivateIpAddressCount",
    );
  }
}

/** An Elastic IP address serves one thing at a time (Amazon VPC User Guide, "Elastic IP addresses"). */
function requireFreeAddress({ inputs, cloud, previous }: Operation): void {
  const wanted = allocationsOf(inputs);
  const taken = cloud
    .ofType(NAT_GATEWAY)
    .filter((other) => other.id !== previous?.id)
    .flatMap((other) => allocationsOf(other.inputs));
  const conflict = wanted.find((id, index) => taken.includes(id) || wanted.indexOf(id) < index);
  if (conflict === undefined) return;
  const input = conflict === text(inputs, "allocationId") ? "allocationId" : "secondaryAllocationIds";
  refuse("Resource.AlreadyAssociated", `Elastic IP address [${conflict}] is already associated`, input);
}

function allocationsOf(inputs: Properties): string[] {
  const first = text(inputs, "allocationId");
  return [...(first === undefined ? [] : [first]), ...texts(inputs, "secondaryAllocationIds")];
}

/** Amazon VPC User Guide, "Subnet CIDR blocks": its first four addresses and the last one are AWS's. */
function requireFreePrivateAddress({ inputs, cloud, previous }: Operation): void {
  const subnetId = text(inputs, "subnetId") ?? "";
  const block = parseCidr(text(cloud.find(SUBNET, subnetId)?.inputs ?? {}, "cidrBlock") ?? "");
  const taken = cloud
    .ofType(NAT_GATEWAY)
    .filter((other) => other.id !== previous?.id && other.inputs.subnetId === subnetId)
    .flatMap((other) => addressesOf(other.inputs));
  const wanted = addressesOf(inputs);
  const foreign = wanted.find((address) => block !== undefined && !isFor(block, address));
  if (foreign !== undefined) {
    refuse(
      "InvalidParameterValue",
      `Address ${foreign} does not fall within the subnet's address range, or is reserved`,
      "privateIp, secondaryPrivateIpAddresses",
    );
  }
  const used = wanted.find((address) => taken.includes(address));
  if (used === undefined) return;
  refuse("InvalidIPAddress.InUse", `Address ${used} is in use.`, "privateIp, secondaryPrivateIpAddresses");
}

function isFor(block: Cidr, address: string): boolean {
  const place = parseCidr(`${address}/32`)?.first;
  return place !== undefined && place >= block.first + RESERVED_ADDRESSES && place < block.last;
}

function addressesOf(inputs: Properties): string[] {
  const first = text(inputs, "privateIp");
  return [...(first === undefined ? [] : [first]), ...texts(inputs, "secondaryPrivateIpAddresses")];
}

/** The provider's schema: so many addresses, or these. */
function refuseCountBesideAddresses({ inputs }: Operation): void {
  const both = given(inputs, ["secondaryPrivateIpAddressCount", "secondaryPrivateIpAddresses"]);
  if (both.length < 2) return;
  refuse("InvalidParameterCombination", `Secondary addresses are counted or named`, both.join(", "));
}

/** Amazon VPC User Guide, "Troubleshoot NAT gateways": creation fails where the VPC has no internet gateway. */
function requireInternetGateway({ inputs, cloud }: Operation): void {
  if (text(inputs, "connectivityType") === "private") return;
  const network = vpcOf(cloud, SUBNET, text(inputs, "subnetId"));
  const gateways = cloud.ofType("aws:ec2/internetGateway:InternetGateway");
  if (gateways.some((gateway) => text(gateway.inputs, "vpcId") === network)) return;
  refuse("Gateway.NotAttached", `Network ${network ?? ""} has no Internet gateway attached`, "subnetId");
}
