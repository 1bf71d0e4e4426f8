import { Cache, type CacheArgs } from "../../../components/cache";
import { deploy, type DeployOptions, type Registered } from "../../support/deploy";

export const KEY_ARN = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
export const TOPIC_ARN = "arn:aws:sns:eu-west-1:123456789012:alarms";

export const GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
export const PARAMETERS = "aws:elasticache/parameterGroup:ParameterGroup";
export const SUBNETS = "aws:elasticache/subnetGroup:SubnetGroup";
export const USER = "aws:elasticache/user:User";
export const USER_GROUP = "aws:elasticache/userGroup:UserGroup";
export const PASSWORD = "random:index/randomPassword:RandomPassword";
export const RANDOM_ID = "random:index/randomId:RandomId";
export const SECRET = "aws:secretsmanager/secret:Secret";
export const SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
export const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
export const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";

export const ARGS: CacheArgs = {
  vpcId: "vpc-1",
  subnetIds: ["subnet-1", "subnet-2"],
  kmsKeyArn: KEY_ARN,
  nodeType: "cache.m7g.large",
  alarmActions: [TOPIC_ARN],
};

/** What AWS computes of a cache with two nodes. */
const OUTPUTS: NonNullable<DeployOptions["outputs"]> = {
  [GROUP]: () => ({
    replicationGroupId: "shop-cache-1234567",
    memberClusters: ["shop-cache-1234567-003", "shop-cache-1234567-001"],
    primaryEndpointAddress: "master.shop-cache-1234567.abc123.euw1.cache.amazonaws.com",
    readerEndpointAddress: "replica.shop-cache-1234567.abc123.euw1.cache.amazonaws.com",
    configurationEndpointAddress: "clustercfg.shop-cache-1234567.abc123.euw1.cache.amazonaws.com",
  }),
  [PASSWORD]: ({ name }) => ({ result: `generated-${name}` }),
  [RANDOM_ID]: () => ({ hex: "0a1b2c3d" }),
};

/** The resources of a cache with other arguments than {@link ARGS}. */
export function cache(overrides: Partial<CacheArgs> = {}, name = "shop-cache"): Promise<Registered[]> {
  return deploy(() => new Cache(name, { ...ARGS, ...overrides }), { outputs: OUTPUTS });
}

/** What is read from a cache. */
export async function read<T>(take: (made: Cache) => T, overrides: Partial<CacheArgs> = {}): Promise<T> {
  let taken: T | undefined;
  await deploy(
    () => {
      taken = take(new Cache("shop-cache", { ...ARGS, ...overrides }));
    },
    { outputs: OUTPUTS },
  );
  return taken as T;
}
