import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { flag, text, texts } from "../../model/values";
import { NotModelledError } from "../shared/inputs";
import { subnetGroupNamed, zonesOfGroup } from "./subnet-group";

const GROUPS = ["aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"];

/** Amazon RDS API Reference, CreateDBInstance: security groups of the VPC of the subnet group. */
export function requireGroupsOfNetwork(operation: Operation, vpcId: string | undefined, what: string): void {
  const { inputs, cloud } = operation;
  texts(inputs, "vpcSecurityGroupIds").forEach((id, index) => {
    const group = GROUPS.flatMap((type) => cloud.find(type, id) ?? [])[0];
    const other = text(group?.inputs ?? {}, "vpcId");
    if (other === undefined || vpcId === undefined || other === vpcId) return;
    refuse(
      "InvalidParameterCombination",
      `The ${what} and EC2 security group are in different VPCs. The ${what} is in ${vpcId} and the EC2 security group is in ${other}`,
      `vpcSecurityGroupIds[${index}]`,
    );
  });
}

/** The VPC of a subnet group; undefined for AWS's default one. */
export function networkOfGroup(name: string | undefined, { region, cloud }: Operation): string | undefined {
  return text(subnetGroupNamed(name, region, cloud)?.computed ?? {}, "vpcId");
}

/** Amazon RDS API Reference, CreateDBInstance, AvailabilityZone: not with Multi-AZ, and one of the subnet group. */
export function requireZoneOfGroup(operation: Operation, subnetGroup: string | undefined): void {
  const { inputs, region, cloud } = operation;
  const zone = text(inputs, "availabilityZone");
  if (zone === undefined) return;
  if (flag(inputs, "multiAz") === true) {
    refuse(
      "InvalidParameterCombination",
      "Requesting a specific availability zone is not valid for Multi-AZ instances.",
      "availabilityZone, multiAz",
    );
  }
  const group = subnetGroupNamed(subnetGroup, region, cloud);
  if (group === undefined || zonesOfGroup(group, cloud).includes(zone)) return;
  refuse(
    "InvalidVPCNetworkStateFault",
    `The DB subnet group ${subnetGroup} has no subnet in the Availability Zone ${zone}.`,
    "availabilityZone",
  );
}

/**
 * Amazon RDS User Guide, "Working with a DB instance in a VPC": an instance moves to the subnet group of another VPC
 * only.
 */
export function refuseMoveWithinNetwork(operation: Operation): void {
  const { inputs, previous } = operation;
  if (previous === undefined) return;
  const before = text(previous.computed, "dbSubnetGroupName");
  const after = text(inputs, "dbSubnetGroupName");
  if (after === undefined || after === before) return;
  if (networkOfGroup(before, operation) !== networkOfGroup(after, operation)) return;
  refuse(
    "InvalidVPCNetworkStateFault",
    `You cannot move DB instance ${String(previous.computed.identifier)} to subnet group ${after}. The specified DB subnet group and DB instance are in the same VPC. Choose a DB subnet group in different VPC than the specified DB instance and try again.`,
    "dbSubnetGroupName",
  );
}

/** The local cloud's subnets have no IPv6 addresses. */
export function refuseDualStack({ inputs }: Operation): void {
  if (text(inputs, "networkType") !== "DUAL") return;
  throw new NotModelledError("databases with IPv6 addresses", ["networkType"], "services/rds/network.ts");
}
