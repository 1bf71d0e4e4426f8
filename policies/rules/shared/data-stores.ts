import type { ResourceView, StackView } from "../../core";

/** Databases and caches, by the property that names their security groups. */
const SECURITY_GROUPS_OF: Readonly<Record<string, string>> = {
  "aws:rds/instance:Instance": "vpcSecurityGroupIds",
  "aws:rds/cluster:Cluster": "vpcSecurityGroupIds",
  "aws:rds/proxy:Proxy": "vpcSecurityGroupIds",
  "aws:docdb/cluster:Cluster": "vpcSecurityGroupIds",
  "aws:neptune/cluster:Cluster": "vpcSecurityGroupIds",
  "aws:redshift/cluster:Cluster": "vpcSecurityGroupIds",
  "aws:elasticache/cluster:Cluster": "securityGroupIds",
  "aws:elasticache/replicationGroup:ReplicationGroup": "securityGroupIds",
  "aws:elasticache/serverlessCache:ServerlessCache": "securityGroupIds",
  "aws:memorydb/cluster:Cluster": "securityGroupIds",
};

/** A resource that stores data, and its property with the subnets or security groups. */
export interface Placed {
  readonly resource: ResourceView;
  readonly property: string;
}

/** Databases and caches of a stack, each with the property that names its security groups. */
export function guardedDataStores(stack: StackView): readonly Placed[] {
  return placed(stack, SECURITY_GROUPS_OF);
}

/** Resources that decide in which subnets data lies, each with the property that lists the subnets. */
const SUBNETS_OF = {
  "aws:rds/subnetGroup:SubnetGroup": "subnetIds",
  "aws:rds/proxy:Proxy": "vpcSubnetIds",
  "aws:docdb/subnetGroup:SubnetGroup": "subnetIds",
  "aws:neptune/subnetGroup:SubnetGroup": "subnetIds",
  "aws:redshift/subnetGroup:SubnetGroup": "subnetIds",
  "aws:elasticache/subnetGroup:SubnetGroup": "subnetIds",
  "aws:elasticache/serverlessCache:ServerlessCache": "subnetIds",
  "aws:memorydb/subnetGroup:SubnetGroup": "subnetIds",
  "aws:opensearch/domain:Domain": "vpcOptions.subnetIds",
  "aws:efs/mountTarget:MountTarget": "subnetId",
} as const;

/** Types of resources that decide in which subnets data lies. */
export const PLACED_IN_SUBNETS = Object.keys(SUBNETS_OF) as [keyof typeof SUBNETS_OF, ...(keyof typeof SUBNETS_OF)[]];

/** The stack's resources that decide in which subnets data lies, each with the property that lists the subnets. */
export function dataStoresInSubnets(stack: StackView): readonly Placed[] {
  return placed(stack, SUBNETS_OF);
}

function placed(stack: StackView, properties: Readonly<Record<string, string>>): readonly Placed[] {
  return Object.entries(properties).flatMap(([type, property]) =>
    stack.resources(type).map((resource) => ({ resource, property })),
  );
}
