import type { CloudResource } from "../../../../localcloud/model/resource";
import type { Properties } from "../../../../localcloud/model/values";
import type { TestCloud } from "../../support";
import { serviceTrust } from "../iam/policies";

export const INSTANCE = "aws:rds/instance:Instance";
export const CLUSTER = "aws:rds/cluster:Cluster";
export const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
export const SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";
export const PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";
export const CLUSTER_PARAMETER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
export const PASSWORD = "correct-horse-battery";

/** What databases need. */
export interface Surrounds {
  readonly vpcId: string;
  /** One in each of three zones. */
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  /** A group of another VPC. */
  readonly foreignSecurityGroupId: string;
  readonly subnetGroup: string;
  readonly keyArn: string;
}

/** A VPC with subnets in three zones, a security group, a key and a subnet group. */
export function surrounds(cloud: TestCloud, region = "eu-west-1", name = "database"): Surrounds {
  const block = "10.0";
  const vpcId = cloud.create("aws:ec2/vpc:Vpc", { cidrBlock: `${block}.0.0/16` }, region).id;
  const otherVpcId = cloud.create("aws:ec2/vpc:Vpc", { cidrBlock: `${block}.0.0/16` }, region).id;
  const group = (vpc: string): string =>
    cloud.create("aws:ec2/securityGroup:SecurityGroup", { vpcId: vpc, name: `database-${vpc}` }, region).id;
  const subnetIds = ["a", "b", "c"].map(
    (letter, index) =>
      cloud.create(
        "aws:ec2/subnet:Subnet",
        { vpcId, cidrBlock: `${block}.${index}.0/24`, availabilityZone: `${region}${letter}` },
        region,
      ).id,
  );
  cloud.create(SUBNET_GROUP, { name, subnetIds }, region);
  return {
    vpcId,
    subnetIds,
    securityGroupId: group(vpcId),
    foreignSecurityGroupId: group(otherVpcId),
    subnetGroup: name,
    keyArn: String(cloud.create("aws:kms/key:Key", {}, region).computed.arn),
  };
}

/** Inputs of an instance that AWS takes. */
export function instanceInputs({ subnetGroup, securityGroupId, keyArn }: Surrounds): Properties {
  return {
    identifier: "primary",
    engine: "postgres",
    engineVersion: "17",
    instanceClass: "db.m7g.large",
    allocatedStorage: 100,
    storageType: "gp3",
    storageEncrypted: true,
    kmsKeyId: keyArn,
    dbName: "proofpix",
    username: "proofpix",
    password: PASSWORD,
    dbSubnetGroupName: subnetGroup,
    vpcSecurityGroupIds: [securityGroupId],
    backupRetentionPeriod: 7,
    skipFinalSnapshot: true,
  };
}

/** Inputs of a replica that AWS takes. */
export const REPLICA = {
  identifier: "replica",
  replicateSourceDb: "primary",
  instanceClass: "db.m7g.large",
  skipFinalSnapshot: true,
};

/** Inputs of an instance that takes over what its source has. */
export const RESTORED = {
  identifier: "restored",
  instanceClass: "db.m7g.large",
  dbSubnetGroupName: "database",
  skipFinalSnapshot: true,
};

/** Inputs of an Aurora cluster that AWS takes. */
export function auroraInputs({ subnetGroup, securityGroupId, keyArn }: Surrounds): Properties {
  return {
    clusterIdentifier: "aurora",
    engine: "aurora-postgresql",
    engineVersion: "17",
    databaseName: "proofpix",
    masterUsername: "proofpix",
    masterPassword: PASSWORD,
    storageEncrypted: true,
    kmsKeyId: keyArn,
    dbSubnetGroupName: subnetGroup,
    vpcSecurityGroupIds: [securityGroupId],
    skipFinalSnapshot: true,
  };
}

/** Inputs of a Multi-AZ DB cluster that AWS takes. */
export function multiAzInputs(given: Surrounds): Properties {
  return {
    ...auroraInputs(given),
    clusterIdentifier: "multi-az",
    engine: "postgres",
    dbClusterInstanceClass: "db.m6gd.large",
    storageType: "gp3",
    allocatedStorage: 100,
  };
}

/** A role with which RDS sends metrics of the operating system. */
export function monitoringRole(cloud: TestCloud, name = "monitoring", trust = "monitoring.rds"): string {
  const role = cloud.create("aws:iam/role:Role", { name, assumeRolePolicy: serviceTrust(trust) });
  cloud.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
    role: role.id,
    policyArn: "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
  });
  return String(role.computed.arn);
}

/** A primary and a replica in its region. */
export function replicated(cloud: TestCloud): { readonly primary: CloudResource; readonly replica: CloudResource } {
  const primary = cloud.create(INSTANCE, instanceInputs(surrounds(cloud)));
  return { primary, replica: cloud.create(INSTANCE, REPLICA) };
}

/** A resource as the cloud has it now. */
export function now(cloud: TestCloud, resource: CloudResource): CloudResource {
  const found = cloud.cloud.state.find(resource.type, resource.id);
  if (found === undefined) throw new Error(`${resource.id} is gone`);
  return found;
}
