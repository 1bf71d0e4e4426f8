import { sha256 } from "../../automation/shared/digest";
import * as pulumi from "@pulumi/pulumi";
import { parseConfiguration } from "../../stacks/environment/configuration";
import type { Configuration } from "../../stacks/environment/sections";
import { createEnvironment } from "../../stacks/environment/environment";
import type { EnvironmentOutputs } from "../../stacks/environment/sections";
import { OUTPUTS as DATABASE } from "../components/database/fixture";
import { AWS as LOAD_BALANCING } from "../components/load-balancer/fixture";
import { VPC_OUTPUTS } from "../components/network/mock-vpc";
import { deploy, type DeployOptions, type Registered } from "../support/deploy";
import { committedSettings, type Environment } from "./example-settings";

export const DIGEST = `sha256:${"0".repeat(64)}`;

/** What AWS and the registry would answer. */
const ANSWERS: DeployOptions = {
  calls: {
    ...LOAD_BALANCING.calls,
    "aws:index/getCallerIdentity:getCallerIdentity": () => ({ accountId: "123456789012" }),
    "aws:secretsmanager/getSecretVersion:getSecretVersion": ({ secretId }) => ({
      secretArn: `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${String(secretId)}-AbCdEf`,
      secretString: JSON.stringify({ username: "reader", password: "hunter2" }),
    }),
    "aws:ssm/getParameter:getParameter": () => ({ insecureValue: "ami-0123456789abcdef0" }),
    "docker:index/getRegistryImage:getRegistryImage": () => ({ sha256Digest: DIGEST }),
  },
  outputs: {
    ...LOAD_BALANCING.outputs,
    ...VPC_OUTPUTS,
    ...DATABASE,
    "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 1 }),
    "aws:sqs/queue:Queue": ({ name }) => ({ url: `https://sqs.eu-west-1.amazonaws.com/123456789012/${name}` }),
    "aws:elasticache/replicationGroup:ReplicationGroup": ({ name }) => ({
      replicationGroupId: name,
      memberClusters: [`${name}-001`, `${name}-002`, `${name}-003`],
      primaryEndpointAddress: `master.${name}.abc123.euw1.cache.amazonaws.com`,
      readerEndpointAddress: `replica.${name}.abc123.euw1.cache.amazonaws.com`,
    }),
    "aws:secretsmanager/secretVersion:SecretVersion": ({ inputs }) => ({
      secretArn: `arn:mock:${String((inputs as Record<string, unknown>).secretId).replace(/-id$/, "")}`,
    }),
    "aws:serverlessrepository/cloudFormationStack:CloudFormationStack": ({ name }) => ({
      outputs: { RotationLambdaARN: `arn:mock:${name}` },
    }),
    "aws:rds/proxy:Proxy": ({ name }) => ({ endpoint: `${name}.proxy-abc.eu-west-1.rds.amazonaws.com` }),
    "aws:rds/proxyEndpoint:ProxyEndpoint": ({ name }) => ({
      endpoint: `${name}.endpoint.proxy-abc.eu-west-1.rds.amazonaws.com`,
    }),
    // Policies know a password that somebody made up by its words, which names have, too.
    "random:index/randomPassword:RandomPassword": ({ name }) => ({ result: sha256(name) }),
  },
};

/** What an environment registers, and what its outputs come to. */
export interface Deployed {
  readonly resources: readonly Registered[];
  readonly outputs: pulumi.Unwrap<EnvironmentOutputs>;
  /** Names of what the program gives the engine as outputs, with a value or without. */
  readonly outputNames: readonly string[];
}

/** Deploys an environment of this configuration against mocks. */
export async function deployEnvironment(configuration: Configuration): Promise<Deployed> {
  const values: pulumi.Unwrap<EnvironmentOutputs>[] = [];
  const outputNames: string[] = [];
  // People see warnings in an update; a test that looks at them finds them here.
  jest.spyOn(pulumi.log, "warn").mockResolvedValue(undefined);
  const resources = await deploy(() => {
    const created = createEnvironment(configuration);
    outputNames.push(...Object.keys(created));
    pulumi.output(created).apply((outputs) => values.push(outputs));
  }, ANSWERS);
  const [outputs] = values;
  if (outputs === undefined) throw new Error("the outputs have no value");
  return { resources, outputs, outputNames };
}

const committed = new Map<Environment, Promise<Deployed>>();

/** The environment of a committed file; deployed once in a test file. */
export function deployCommitted(environment: Environment): Promise<Deployed> {
  const known =
    committed.get(environment) ?? deployEnvironment(parseConfiguration(committedSettings(environment), environment));
  committed.set(environment, known);
  return known;
}
