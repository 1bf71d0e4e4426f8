import { Database, type DatabaseArgs } from "../../../components/database";
import { deploy, type Registered } from "../../support/deploy";

export const ACCOUNT_ID = "123456789012";
export const REGION = "eu-central-1";
export const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT_ID}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
export const TOPIC_ARN = `arn:aws:sns:${REGION}:${ACCOUNT_ID}:alarms`;
export const ZONES = ["eu-central-1a", "eu-central-1b", "eu-central-1c"];

export const INSTANCE = "aws:rds/instance:Instance";
export const CLUSTER = "aws:rds/cluster:Cluster";
export const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
export const PARAMETER_GROUP = "aws:rds/parameterGroup:ParameterGroup";
export const CLUSTER_PARAMETER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
export const SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";
export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
export const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const RULE = "aws:cloudwatch/eventRule:EventRule";
export const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
export const ROLE = "aws:iam/role:Role";
export const ROLE_POLICY = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const RANDOM_ID = "random:index/randomId:RandomId";
export const RANDOM_PASSWORD = "random:index/randomPassword:RandomPassword";

/** A password of the kind that the provider would generate. */
export const PASSWORD = "planted-Password.0123456789~abcd";

export const ENGINES = {
  instance: { kind: "instance", instanceClass: "db.m7g.large", storage: { size: "100Gi" } },
  "multi-az-cluster": { kind: "multi-az-cluster", instanceClass: "db.m6gd.large", storage: { size: "100Gi" } },
  aurora: { kind: "aurora", instanceClass: "db.r7g.large" },
  "aurora-serverless": { kind: "aurora-serverless", minimumCapacity: 0.5, maximumCapacity: 4 },
} as const satisfies Record<string, DatabaseArgs["engine"]>;

export const ARGS: DatabaseArgs = {
  engine: ENGINES.instance,
  vpcId: "vpc-0123456789abcdef0",
  subnetIds: ["subnet-0a", "subnet-0b", "subnet-0c"],
  kmsKeyArn: KEY_ARN,
};

/** What AWS and the random provider compute. */
export const OUTPUTS = {
  [SECURITY_GROUP]: ({ name }: { name: string }) => ({
    arn: `arn:aws:ec2:${REGION}:${ACCOUNT_ID}:security-group/sg-${name}`,
  }),
  [RANDOM_ID]: () => ({ hex: "0a1b2c3d" }),
  [RANDOM_PASSWORD]: () => ({ result: PASSWORD }),
  [INSTANCE]: ({ inputs }: { inputs: Record<string, unknown> }) => ({
    address: `${String(inputs.identifier)}.abc.${REGION}.rds.amazonaws.com`,
    resourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXY1",
    port: 5432,
  }),
  [CLUSTER]: ({ inputs }: { inputs: Record<string, unknown> }) => ({
    endpoint: `${String(inputs.clusterIdentifier)}.cluster-abc.${REGION}.rds.amazonaws.com`,
    readerEndpoint: `${String(inputs.clusterIdentifier)}.cluster-ro-abc.${REGION}.rds.amazonaws.com`,
    clusterResourceId: "cluster-ABCDEFGHIJKLMNOPQRSTUVWXY1",
  }),
  [CLUSTER_INSTANCE]: () => ({ dbiResourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXY2" }),
};

/** Registers a database of the given arguments over those that it needs. */
export async function database(overrides: Partial<DatabaseArgs> = {}): Promise<Registered[]> {
  return deploy(() => new Database("shop-database", { ...ARGS, ...overrides }), { outputs: OUTPUTS });
}
