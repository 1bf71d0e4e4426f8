import { refuse } from "../../model/aws-error";
import type { CloudReader, CloudResource } from "../../model/resource";
import { outputsOf } from "../../model/resource";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { text, texts } from "../../model/values";
import { subnetReference, withoutProtection } from "../ec2/references";
import { nameOf } from "../shared/inputs";
import { rdsArn } from "./identifiers";

export const SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";
const SUBNET = "aws:ec2/subnet:Subnet";
const FEWEST_ZONES = 2;
/** Types of what runs in a subnet. */
const SERVERS = ["aws:rds/instance:Instance", "aws:rds/clusterInstance:ClusterInstance"];

export const subnetGroup: ResourceType = {
  type: SUBNET_GROUP,
  mapping: {
    operation: "rds.CreateDBSubnetGroup",
    inputs: { name: "DBSubnetGroupName", description: "DBSubnetGroupDescription" },
  },
  documentedLimits: {
    name: [
      {
        document: "Amazon RDS API Reference, CreateDBSubnetGroup, DBSubnetGroupName",
        maxLength: 255,
        pattern: "^(?!default$)[0-9a-z_ .-]+$",
        code: "InvalidParameterValue",
        message: () =>
          "The parameter DBSubnetGroupName must have at most 255 lowercase letters, numbers, periods, underscores, spaces, or hyphens, and must not be default.",
      },
    ],
  },
  autonaming: { input: "name", maximumLength: 255, unlessGiven: "namePrefix" },
  defaults: { description: "Managed by Pulumi" },
  replaceOnChanges: ["name", "namePrefix", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "DBSubnetGroupAlreadyExists",
    message: (name) => `The DB subnet group '${name}' already exists.`,
  },
  references: [
    {
      // A subnet can't go while a database has an interface in it, but with the group alone it can.
      ...withoutProtection(subnetReference("subnetIds[]")),
      missing: { code: "InvalidSubnet", message: (id) => `Some input subnets in :[${id}] are invalid.` },
    },
  ],
  rules: [requireOneNetwork, requireZones, keepUsedSubnets],
  make: (operation) => {
    const name = nameOf(operation);
    return { id: name, computed: { arn: rdsArn(operation, "subgrp", name), name, ...networkOf(operation) } };
  },
  recomputed: ["supportedNetworkTypes", "vpcId"],
  remake: networkOf,
};

function networkOf({ inputs, cloud }: Operation): { supportedNetworkTypes: string[]; vpcId: string } {
  const [first] = subnetsOf(inputs, "subnetIds", cloud);
  return { supportedNetworkTypes: ["IPV4"], vpcId: text(first?.inputs ?? {}, "vpcId") ?? "" };
}

/** The subnets that an input names. */
export function subnetsOf(inputs: CloudResource["inputs"], input: string, cloud: CloudReader): CloudResource[] {
  return texts(inputs, input).flatMap((id) => cloud.find(SUBNET, id) ?? []);
}

/** Names of the zones of subnets, each once. */
export function zonesOfSubnets(subnets: readonly CloudResource[]): string[] {
  return [...new Set(subnets.map(({ computed }) => String(computed.availabilityZone)))].sort();
}

/** Amazon RDS User Guide, "Working with DB subnet groups": the subnets of one VPC. */
function requireOneNetwork({ inputs, cloud }: Operation): void {
  const networks = new Set(subnetsOf(inputs, "subnetIds", cloud).map((subnet) => text(subnet.inputs, "vpcId")));
  if (networks.size <= 1) return;
  refuse("InvalidSubnet", "Subnet IDs are required to be in the same VPC.", "subnetIds");
}

/** Amazon RDS User Guide, "Working with DB subnet groups": two zones at least. */
function requireZones({ inputs, cloud }: Operation): void {
  const zones = zonesOfSubnets(subnetsOf(inputs, "subnetIds", cloud));
  if (zones.length >= FEWEST_ZONES) return;
  refuse(
    "DBSubnetGroupDoesNotCoverEnoughAZs",
    `The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. Current AZ coverage: ${zones.join(", ")}. Add subnets to cover at least ${FEWEST_ZONES} AZs.`,
    "subnetIds",
  );
}

/**
 * AWS re:Post knowledge center, "How can I delete a subnet that is part of an Amazon RDS DB subnet group?": a subnet in
 * which an instance was launched stays. The subnet of an instance is the one of its zone.
 */
function keepUsedSubnets({ inputs, previous, region, cloud }: Operation): void {
  if (previous === undefined) return;
  const kept = texts(inputs, "subnetIds");
  const removed = subnetsOf(previous.inputs, "subnetIds", cloud).filter(({ id }) => !kept.includes(id));
  const zones = SERVERS.flatMap((type) => cloud.ofType(type))
    .filter((server) => server.region === region && outputsOf(server).dbSubnetGroupName === previous.id)
    .map((server) => outputsOf(server).availabilityZone);
  const used = removed.filter(({ computed }) => zones.includes(computed.availabilityZone));
  if (used.length === 0) return;
  refuse(
    "InvalidParameterValue",
    `Some of the subnets to be deleted are currently in use: ${used.map(({ id }) => id).join(", ")}`,
    "subnetIds",
  );
}

/** An input that names a subnet group, which AWS doesn't delete before its users. */
export function subnetGroupReference(input: string): Reference {
  return {
    input,
    to: [SUBNET_GROUP],
    by: "name",
    inRegion: true,
    missing: { code: "DBSubnetGroupNotFoundFault", message: (name) => `DB subnet group '${name}' does not exist.` },
    inUse: {
      code: "InvalidDBSubnetGroupStateFault",
      message: (name) => `Cannot delete the subnet group '${name}' because at least one database is still using it.`,
    },
  };
}

/** The subnet group of a name in a region. */
export function subnetGroupNamed(
  name: string | undefined,
  region: string,
  cloud: CloudReader,
): CloudResource | undefined {
  return cloud.ofType(SUBNET_GROUP).find((group) => group.region === region && outputsOf(group).name === (name ?? ""));
}

/** Zones that a subnet group covers. */
export function zonesOfGroup(group: CloudResource, cloud: CloudReader): string[] {
  return zonesOfSubnets(subnetsOf(group.inputs, "subnetIds", cloud));
}
