import type * as pulumi from "@pulumi/pulumi";
import type { Calls, Outputs } from "./echo";
import { answersOfExistingVpc } from "./existing-vpc";

/** Where mocked resources are. */
export interface MockedScope {
  readonly region: string;
  readonly accountId: string;
}

const DIGEST = `sha256:${"0".repeat(64)}`;

/** Answers to what components and programs that use them ask of AWS and registries. */
export function answersOfAws({ region, accountId }: MockedScope): Calls {
  return {
    "aws:index/getCallerIdentity:getCallerIdentity": () => ({
      accountId,
      arn: `arn:aws:iam::${accountId}:user/test`,
      userId: "test",
    }),
    "aws:index/getRegion:getRegion": () => ({ name: region, region }),
    ...answersOfExistingVpc(region),
    "aws:route53/getZone:getZone": ({ name }) => ({ name, zoneId: "Z0123456789ABCDEFGHIJ" }),
    "aws:secretsmanager/getSecretVersion:getSecretVersion": ({ secretId }) => ({
      secretArn: `arn:aws:secretsmanager:${region}:${accountId}:secret:${String(secretId)}-AbCdEf`,
      secretString: JSON.stringify({ username: "reader", password: "mocked" }),
    }),
    "aws:ssm/getParameter:getParameter": () => ({ insecureValue: "ami-0123456789abcdef0" }),
    "aws:ecr/getImage:getImage": () => ({ imageDigest: DIGEST }),
    "aws:ecr/getAuthorizationToken:getAuthorizationToken": () => ({ userName: "AWS", password: "mocked" }),
    "docker:index/getRegistryImage:getRegistryImage": () => ({ sha256Digest: DIGEST }),
  };
}

/** Outputs that components read, beside inputs, names, ids and ARNs. */
export function outputsOfAws(scope: MockedScope): Outputs {
  return { ...networkOutputs(scope), ...storeOutputs(scope), ...otherOutputs(scope) };
}

function networkOutputs({ region }: MockedScope): Outputs {
  return {
    "awsx:ec2:Vpc": ({ name }) => ({ vpcId: `${name}-id`, internetGateway: { id: `${name}-gateway` } }),
    "aws:lb/loadBalancer:LoadBalancer": ({ name }) => ({
      arnSuffix: `app/${name}/0123456789abcdef`,
      dnsName: `${name}-1234567890.${region}.elb.amazonaws.com`,
      zoneId: "Z9876543210JIHGFEDCBA",
    }),
    "aws:lb/targetGroup:TargetGroup": ({ name }) => ({ arnSuffix: `targetgroup/${name}/0123456789abcdef` }),
    "aws:route53/record:Record": (args) => ({ fqdn: inputsOf(args).name }),
    "aws:acm/certificate:Certificate": (args) => ({ domainValidationOptions: validationOptions(inputsOf(args)) }),
  };
}

function storeOutputs({ region }: MockedScope): Outputs {
  const host = `abcdefghijkl.${region}.rds.amazonaws.com`;
  return {
    "aws:rds/instance:Instance": (args) => ({
      address: `${String(inputsOf(args).identifier)}.${host}`,
      resourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXY1",
      port: inputsOf(args).port ?? 5432,
    }),
    "aws:rds/cluster:Cluster": (args) => ({
      endpoint: `${String(inputsOf(args).clusterIdentifier)}.cluster-${host}`,
      readerEndpoint: `${String(inputsOf(args).clusterIdentifier)}.cluster-ro-${host}`,
      clusterResourceId: "cluster-ABCDEFGHIJKLMNOPQRSTUVWXY1",
    }),
    "aws:rds/clusterInstance:ClusterInstance": () => ({ dbiResourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXY2" }),
    "aws:rds/proxy:Proxy": ({ name }) => ({ endpoint: `${name}.proxy-${host}` }),
    "aws:rds/proxyEndpoint:ProxyEndpoint": ({ name }) => ({ endpoint: `${name}.endpoint.proxy-${host}` }),
    "aws:elasticache/replicationGroup:ReplicationGroup": (args) => cacheOutputs(args, region),
  };
}

function otherOutputs({ region, accountId }: MockedScope): Outputs {
  return {
    "aws:s3/bucket:Bucket": ({ name }) => ({ bucket: `${name}-0123456`, arn: `arn:aws:s3:::${name}-0123456` }),
    "aws:sqs/queue:Queue": ({ name }) => ({ url: `https://sqs.${region}.amazonaws.com/${accountId}/${name}` }),
    "aws:ecr/repository:Repository": (args) => ({
      repositoryUrl: `${accountId}.dkr.ecr.${region}.amazonaws.com/${String(inputsOf(args).name)}`,
    }),
    "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 1 }),
    "aws:secretsmanager/secretVersion:SecretVersion": (args) => ({
      secretArn: inputsOf(args).secretId,
      versionId: "00000000-0000-4000-8000-000000000000",
    }),
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": ({ name }) => ({
      outputs: { RotationLambdaARN: `arn:aws:lambda:${region}:${accountId}:function:${name}` },
    }),
    "docker:index/image:Image": (args) => ({ repoDigest: `${String(inputsOf(args).imageName)}@${DIGEST}` }),
    "random:index/randomId:RandomId": () => ({ hex: "0a1b2c3d" }),
    "random:index/randomPassword:RandomPassword": ({ name }) => ({ result: `generated-${name}` }),
  };
}

function cacheOutputs(args: pulumi.runtime.MockResourceArgs, region: string): Record<string, unknown> {
  const { name } = args;
  const { numCacheClusters, numNodeGroups, replicasPerNodeGroup } = inputsOf(args);
  const nodes = Number(numCacheClusters ?? Number(numNodeGroups ?? 1) * (Number(replicasPerNodeGroup ?? 0) + 1));
  return {
    replicationGroupId: name,
    memberClusters: Array.from({ length: nodes }, (_, index) => `${name}-${String(index + 1).padStart(3, "0")}`),
    primaryEndpointAddress: `master.${name}.abc123.${region}.cache.amazonaws.com`,
    readerEndpointAddress: `replica.${name}.abc123.${region}.cache.amazonaws.com`,
    configurationEndpointAddress: `clustercfg.${name}.abc123.${region}.cache.amazonaws.com`,
  };
}

/** What proves to ACM that a domain is one's own, for each of a certificate's names. */
function validationOptions({ domainName, subjectAlternativeNames }: Record<string, unknown>): unknown[] {
  const names = [domainName, ...((subjectAlternativeNames ?? []) as unknown[])].map(String);
  return names.map((name) => ({
    domainName: name,
    resourceRecordName: `_token.${name.replace("*.", "")}`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_proof-of-${name.replace("*.", "")}.acm-validations.aws`,
  }));
}

function inputsOf({ inputs }: pulumi.runtime.MockResourceArgs): Record<string, unknown> {
  return inputs as Record<string, unknown>;
}
