import { refuse } from "../../model/aws-error";
import { outputsOf, type CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, objects, text, texts, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { kindOf } from "./protocols";

/** Where a load balancer may stand (User Guide for Application Load Balancers, "Subnets for your load balancer"). */
export const placementRules: readonly Rule[] = [
  requireOneNotation,
  requireZones,
  requireOneVpc,
  requireInternetGateway,
  requireSecurityGroupsOfTheVpc,
  requireIpv6Blocks,
];

/** The load balancer's subnets that exist, in the order in which they are given. */
export function subnetsOf({ inputs, cloud }: Operation): CloudResource[] {
  const ids = [
    ...texts(inputs, "subnets"),
    ...objects(inputs, "subnetMappings").map((mapping) => text(mapping, "subnetId") ?? ""),
  ];
  return ids.flatMap((id) => cloud.find("aws:ec2/subnet:Subnet", id) ?? []);
}

/**
 * A network load balancer loses no zone, and has security groups from its beginning or never; the provider makes a new
 * one for what else is wanted.
 */
export function placementReplacing(before: Properties, after: Properties): string[] {
  if (kindOf(after) === "application") return [];
  const replacing = ["subnets", "subnetMappings"].filter((input) =>
    placesIn(before, input).some((id) => !placesIn(after, input).includes(id)),
  );
  const hadGroups = given(before, ["securityGroups"]).length > 0;
  const hasGroups = given(after, ["securityGroups"]).length > 0;
  return hadGroups === hasGroups ? replacing : [...replacing, "securityGroups"];
}

function placesIn(inputs: Properties, input: string): string[] {
  return [...texts(inputs, input), ...objects(inputs, input).map((mapping) => text(mapping, "subnetId") ?? "")];
}

/** The VPC of the load balancer's subnets. */
export function vpcOf(operation: Operation): string | undefined {
  return vpcIdOf(subnetsOf(operation)[0]);
}

function vpcIdOf(resource: CloudResource | undefined): string | undefined {
  return text(resource?.inputs ?? {}, "vpcId");
}

/** The provider takes one of the two and asks for one of them. */
function requireOneNotation({ inputs }: Operation): void {
  if (given(inputs, ["subnets", "subnetMappings"]).length === 1) return;
  refuse("ValidationError", "Exactly one of subnets and subnet mappings must be given", "subnets, subnetMappings");
}

/** An application load balancer needs two zones, a network load balancer one; neither takes two subnets of one zone. */
function requireZones(operation: Operation): void {
  const zones = subnetsOf(operation).map((subnet) => outputsOf(subnet).availabilityZone);
  if (new Set(zones).size < zones.length) {
    refuse(
      "InvalidConfigurationRequest",
      "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
      "subnets",
    );
  }
  if (zones.length < 2 && kindOf(operation.inputs) === "application") {
    refuse("ValidationError", "At least two subnets in two different Availability Zones must be specified", "subnets");
  }
}

function requireOneVpc(operation: Operation): void {
  const vpcs = new Set(subnetsOf(operation).map(vpcIdOf));
  if (vpcs.size < 2) return;
  refuse(
    "InvalidConfigurationRequest",
    `All subnets must belong to the same VPC, got ${[...vpcs].join(" and ")}`,
    "subnets",
  );
}

function requireInternetGateway(operation: Operation): void {
  if (flag(operation.inputs, "internal") === true) return;
  const vpcId = vpcOf(operation);
  const gateways = operation.cloud.ofType("aws:ec2/internetGateway:InternetGateway");
  if (gateways.some((gateway) => vpcIdOf(gateway) === vpcId)) return;
  refuse("InvalidSubnet", `VPC ${vpcId ?? ""} has no internet gateway`, "subnets, internal");
}

function requireSecurityGroupsOfTheVpc(operation: Operation): void {
  const vpcId = vpcOf(operation);
  for (const id of texts(operation.inputs, "securityGroups")) {
    const group = operation.cloud.find("aws:ec2/securityGroup:SecurityGroup", id);
    if (group === undefined || vpcIdOf(group) === vpcId) continue;
    refuse(
      "InvalidConfigurationRequest",
      `One or more security groups are invalid: '${id}' is not in VPC ${vpcId ?? ""}`,
      "securityGroups",
    );
  }
}

function requireIpv6Blocks(operation: Operation): void {
  const addressType = text(operation.inputs, "ipAddressType") ?? "ipv4";
  const without = subnetsOf(operation).find((subnet) => text(subnet.inputs, "ipv6CidrBlock") === undefined);
  if (addressType === "ipv4" || without === undefined) return;
  refuse(
    "ValidationError",
    `You must specify subnets with an associated IPv6 CIDR block; ${without.id} has none`,
    "subnets, ipAddressType",
  );
}
