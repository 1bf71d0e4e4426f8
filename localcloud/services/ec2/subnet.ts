import { refuse } from "../../model/aws-error";
import { arn, ec2Id } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { contains, overlap } from "../shared/cidr";
import { given, refuseUnmodelled } from "../shared/inputs";
import { networkSize } from "./limits";
import { vpcReference } from "./references";
import { requireZoneOf, zoneIdOf, zonesOf } from "./region";

const UNMODELLED = [
  "assignIpv6AddressOnCreation",
  "customerOwnedIpv4Pool",
  "enableDns64",
  "enableLniAtDeviceIndex",
  "enableResourceNameDnsAaaaRecordOnLaunch",
  "ipv4IpamPoolId",
  "ipv4NetmaskLength",
  "ipv6CidrBlock",
  "ipv6IpamPoolId",
  "ipv6Native",
  "ipv6NetmaskLength",
  "mapCustomerOwnedIpOnLaunch",
  "outpostArn",
];

export const subnet: ResourceType = {
  type: "aws:ec2/subnet:Subnet",
  mapping: { operation: "ec2.CreateSubnet" },
  documentedLimits: { cidrBlock: [networkSize("InvalidSubnet.Range", "Amazon EC2 API Reference, CreateSubnet")] },
  defaults: { mapPublicIpOnLaunch: false, assignIpv6AddressOnCreation: false },
  replaceOnChanges: [
    "availabilityZone",
    "availabilityZoneId",
    "cidrBlock",
    "ipv4IpamPoolId",
    "ipv4NetmaskLength",
    "ipv6Native",
    "outpostArn",
    "vpcId",
    "region",
  ],
  references: [vpcReference("vpcId")],
  rules: [
    refuseUnmodelled(UNMODELLED, "IPv6, Outposts and address pools", "services/ec2/subnet.ts"),
    requireHostnameType,
    requireZone,
    requireBlockInsideVpc,
    requireUnusedBlock,
  ],
  make: ({ inputs, region, accountId }) => {
    const id = ec2Id("subnet");
    return {
      id,
      computed: { arn: arn("ec2", region, accountId, `subnet/${id}`), ownerId: accountId, ...zoneOf(inputs, region) },
    };
  },
};

/** AWS picks a zone where the program names none. */
function zoneOf(inputs: Operation["inputs"], region: string): object {
  const zoneId = text(inputs, "availabilityZoneId");
  const zones = zonesOf(region);
  const zone = text(inputs, "availabilityZone") ?? zones.find((each) => zoneIdOf(each) === zoneId) ?? zones[0] ?? "";
  return { availabilityZone: zone, availabilityZoneId: zoneIdOf(zone) };
}

function requireZone({ inputs, region }: Operation): void {
  const zone = text(inputs, "availabilityZone");
  const zoneId = text(inputs, "availabilityZoneId");
  if (given(inputs, ["availabilityZone", "availabilityZoneId"]).length > 1) {
    refuse(
      "InvalidParameterCombination",
      "A zone is named by its name or its id, not by both",
      "availabilityZone, availabilityZoneId",
    );
  }
  if (zone !== undefined) requireZoneOf(region, zone, "availabilityZone");
  if (zoneId === undefined || zonesOf(region).map(zoneIdOf).includes(zoneId)) return;
  refuse(
    "InvalidParameterValue",
    `Value (${zoneId}) for parameter availabilityZoneId is invalid. The zone is not in ${region}.`,
    "availabilityZoneId",
  );
}

/** Amazon EC2 API Reference, ModifySubnetAttribute. */
function requireHostnameType({ inputs }: Operation): void {
  const type = text(inputs, "privateDnsHostnameTypeOnLaunch") ?? "ip-name";
  if (["ip-name", "resource-name"].includes(type)) return;
  refuse(
    "InvalidParameterValue",
    `Value (${type}) for parameter privateDnsHostnameTypeOnLaunch is invalid. It is ip-name or resource-name`,
    "privateDnsHostnameTypeOnLaunch",
  );
}

function requireBlockInsideVpc({ inputs, cloud }: Operation): void {
  const block = text(inputs, "cidrBlock") ?? "";
  const vpc = cloud.find("aws:ec2/vpc:Vpc", text(inputs, "vpcId") ?? "");
  const vpcBlock = text(vpc?.inputs ?? {}, "cidrBlock") ?? "";
  if (contains(vpcBlock, block)) return;
  refuse("InvalidSubnet.Range", `The CIDR '${block}' is invalid for VPC block ${vpcBlock}`, "cidrBlock");
}

function requireUnusedBlock({ inputs, cloud, previous }: Operation): void {
  const block = text(inputs, "cidrBlock") ?? "";
  const conflict = cloud
    .ofType("aws:ec2/subnet:Subnet")
    .filter((other) => other.id !== previous?.id && text(other.inputs, "vpcId") === text(inputs, "vpcId"))
    .find((other) => overlap(block, text(other.inputs, "cidrBlock") ?? ""));
  if (conflict !== undefined) {
    refuse("InvalidSubnet.Conflict", `The CIDR '${block}' conflicts with another subnet, ${conflict.id}`, "cidrBlock");
  }
}
