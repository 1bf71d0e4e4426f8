import { AwsError } from "../../model/aws-error";
import type { CloudResource } from "../../model/resource";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, text, texts } from "../../model/values";

/** Where a load balancer may stand (User Guide for Application Load Balancers, "Subnets for your load balancer"). */
export const loadBalancerSubnetRules: readonly Rule[] = [
  requireZones,
  requireOneVpc,
  requireInternetGateway,
  requireSecurityGroupsOfTheVpc,
];

/** The VPC of the load balancer's subnets. */
export function vpcOf(operation: Operation): string | undefined {
  return vpcIdOf(subnetsOf(operation)[0]);
}

/** An ALB needs two zones, an NLB one; neither takes two subnets of one zone. */
function requireZones(operation: Operation): void {
  const zones = subnetsOf(operation).map((subnet) => text(subnet.inputs, "availabilityZone"));
  const needed = text(operation.inputs, "loadBalancerType") === "network" ? 1 : 2;
  if (new Set(zones).size < zones.length) {
    throw new AwsError(
      "InvalidConfigurationRequest",
      "A load balancer cannot be attached to multiple subnets in the same Availability Zone (subnets)",
    );
  }
  if (zones.length < needed) {
    const message =
      needed === 1
        ? "At least one subnet must be specified (subnets)"
        : "At least two subnets in two different Availability Zones must be specified (subnets)";
    throw new AwsError("ValidationError", message);
  }
}

function requireOneVpc(operation: Operation): void {
  const vpcs = new Set(subnetsOf(operation).map(vpcIdOf));
  if (vpcs.size > 1) throw new AwsError("InvalidSubnet", "All subnets must belong to the same VPC (subnets)");
}

function requireInternetGateway(operation: Operation): void {
  if (flag(operation.inputs, "internal") === true) return;
  const vpcId = vpcOf(operation);
  const gateways = operation.cloud.ofType("aws:ec2/internetGateway:InternetGateway");
  if (gateways.some((gateway) => text(gateway.inputs, "vpcId") === vpcId)) return;
  throw new AwsError("InvalidSubnet", `VPC ${vpcId ?? ""} has no internet gateway (subnets)`);
}

function requireSecurityGroupsOfTheVpc(operation: Operation): void {
  const vpcId = vpcOf(operation);
  for (const id of texts(operation.inputs, "securityGroups")) {
    const group = operation.cloud.find("aws:ec2/securityGroup:SecurityGroup", id);
    if (group === undefined || vpcIdOf(group) === vpcId) continue;
    throw new AwsError(
      "InvalidConfigurationRequest",
      `One or more security groups do not belong to the VPC ${vpcId ?? ""}: ${id} (securityGroups)`,
    );
  }
}

function subnetsOf({ inputs, cloud }: Operation): CloudResource[] {
  return texts(inputs, "subnets").flatMap((id) => cloud.find("aws:ec2/subnet:Subnet", id) ?? []);
}

function vpcIdOf(resource: CloudResource | undefined): string | undefined {
  return resource === undefined ? undefined : text(resource.inputs, "vpcId");
}
