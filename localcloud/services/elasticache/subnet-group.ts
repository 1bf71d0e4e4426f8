import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import { outputsOf, type CloudReader, type CloudResource } from "../../model/resource";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, texts } from "../../model/values";
import { subnetReference, vpcOf } from "../ec2/references";
import { nameOf } from "../shared/inputs";

export const SUBNET_GROUP = "aws:elasticache/subnetGroup:SubnetGroup";

const SUBNET = "aws:ec2/subnet:Subnet";
const DOCUMENT = "Amazon ElastiCache API Reference, CreateCacheSubnetGroup";

export const subnetGroup: ResourceType = {
  type: SUBNET_GROUP,
  mapping: {
    operation: "elasticache.CreateCacheSubnetGroup",
    inputs: { name: "CacheSubnetGroupName", description: "CacheSubnetGroupDescription" },
  },
  documentedLimits: {
    name: [
      {
        document: DOCUMENT,
        pattern: "^[a-zA-Z0-9-]{1,255}$",
        message: () =>
          "The parameter CacheSubnetGroupName must be provided, and contain no more than 255 alphanumeric characters or hyphens.",
      },
    ],
  },
  autonaming: { input: "name", maximumLength: 255 },
  defaults: { description: "Managed by Pulumi" },
  replaceOnChanges: ["name", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    ignoresCase: true,
    code: "CacheSubnetGroupAlreadyExists",
    message: (name) => `Cache subnet group ${name} already exists.`,
  },
  references: [
    {
      ...subnetReference("subnetIds[]"),
      missing: { code: "InvalidSubnet", message: (id) => `The subnet ID '${id}' does not exist` },
    },
  ],
  rules: [requireOneVpc, refuseRemovalOfUsedZones],
  make: (operation) => {
    const name = nameOf(operation).toLowerCase();
    const { region, accountId } = operation;
    return {
      id: name,
      computed: {
        name,
        arn: arn("elasticache", region, accountId, `subnetgroup:${name}`),
        vpcId: vpcsOf(operation)[0] ?? "",
      },
    };
  },
};

/** CreateCacheSubnetGroup, InvalidSubnet. */
function requireOneVpc(operation: Operation): void {
  const vpcs = vpcsOf(operation);
  if (vpcs.length < 2) return;
  refuse("InvalidSubnet", `Subnets: not all are in the same VPC: ${vpcs.join(", ")}`, "subnetIds");
}

function vpcsOf({ inputs, cloud }: Pick<Operation, "inputs" | "cloud">): string[] {
  return [...new Set(texts(inputs, "subnetIds").flatMap((id) => vpcOf(cloud, SUBNET, id) ?? []))];
}

/** ModifyCacheSubnetGroup, SubnetInUse: nodes may lie in every zone that the group has. */
function refuseRemovalOfUsedZones({ inputs, cloud, previous }: Operation): void {
  if (previous === undefined) return;
  const kept = texts(inputs, "subnetIds");
  const removed = texts(previous.inputs, "subnetIds").filter((id) => !kept.includes(id));
  const isUsed = cloud
    .ofType("aws:elasticache/replicationGroup:ReplicationGroup")
    .some((group) => text(group.inputs, "subnetGroupName") === previous.id);
  if (removed.length === 0 || !isUsed) return;
  refuse("SubnetInUse", `The subnet ${removed.join(", ")} is in use.`, "subnetIds");
}

/** Availability Zones in which nodes of a subnet group can lie. */
export function zonesOf(group: CloudResource, cloud: CloudReader): readonly string[] {
  const subnets = texts(group.inputs, "subnetIds").flatMap((id) => cloud.find(SUBNET, id) ?? []);
  return [...new Set(subnets.flatMap((subnet) => text(outputsOf(subnet), "availabilityZone") ?? []))];
}
