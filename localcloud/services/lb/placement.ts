import { refuse } from "../../model/aws-error";
import { outputsOf, type CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, objects, text, texts, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { kindOf } from "./protocols";

/**
 * Subnets and security groups that AWS refuses (User Guide for Application Load Balancers, "Subnets for your load
 * balancer").
 */
export const placementRules: readonly Rule[] = [
  requireSubnetsOrMappings,
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
 * Placement inputs whose change replaces a network load balancer: it can't lose a zone, and it has security groups from
 * its creation or never.
 */
export function replacedPlacement(before: Properties, after: Properties): string[] {
  if (kindOf(after) === "application") return [];
  const replacing = ["subnets", "subnetMappings"].filter((input) =>
    subnetIdsIn(before, input).some((id) => !subnetIdsIn(after, input).includes(id)),
  );
  const hadGroups = given(before, ["securityGroups"]).length > 0;
  const hasGroups = given(after, ["securityGroups"]).length > 0;
  return hadGroups === hasGroups ? replacing : [...replacing, "securityGroups"];
}

function subnetIdsIn(inputs: Properties, input: string): string[] {
  return [...texts(inputs, input), ...objects(inputs, input).map((mapping) => text(mapping, "subnetId") ?? "")];
}

/** The VPC of the load balancer's subnets. */
export function vpcOf(operation: Operation): string | undefined {
  return vpcIdOf(subnetsOf(operation)[0]);
}

function vpcIdOf(resource: CloudResource | undefined): string | undefined {
  return text(resource?.inputs ?? {}, "vpcId");
}

/** The provider requires exactly one of the two inputs. */
function requireSubnetsOrMappings({ inputs }: Operation): void {
  if (given(inputs, ["subnets", "subnetMappings"]).length === 1) return;
  refuse("ValidationError", "Exactly one of subnets and subnet mappings must be given", "subnets, subnetMappings");
}

/** An application load balancer needs two zones, a network load balancer one; neither has two subnets in one zone. */
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
