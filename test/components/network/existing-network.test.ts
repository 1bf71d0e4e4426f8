import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  AlarmTopic,
  Database,
  EncryptionKey,
  ExistingNetwork,
  type ExistingNetworkArgs,
  LoadBalancer,
  Network,
  type NetworkArgs,
  type NetworkOutputs,
} from "../../../components";
import { refusals } from "../../support/deploy";
import { deployLocally, type LocalDeployment } from "../../support/local-deployment";
import { ENGINES } from "../database/fixture";

const REGION = "us-east-1";
const ZONES = [`${REGION}a`, `${REGION}b`];
const VPC_ID = "vpc-0123456789abcdef0";

/** Values of outputs, once all are known. */
function seenOf(network: NetworkOutputs) {
  const { vpcId, cidrBlock, publicSubnetIds, privateSubnetIds, isolatedSubnetIds } = network;
  const { publicRouteTableIds, privateRouteTableIds, isolatedRouteTableIds, natGatewayPublicIps } = network;
  return pulumi.output({
    ...{ vpcId, cidrBlock, publicSubnetIds, privateSubnetIds, isolatedSubnetIds },
    ...{ publicRouteTableIds, privateRouteTableIds, isolatedRouteTableIds, natGatewayPublicIps },
  });
}

/** Deploys a network of ours, and finds it again as one that others made. */
async function found(
  networkArgs: Partial<NetworkArgs>,
  args: (network: Network) => Partial<ExistingNetworkArgs> = () => ({}),
  users: (existing: ExistingNetwork) => void = () => undefined,
): Promise<LocalDeployment & { readonly made: unknown; readonly existing: unknown }> {
  const seen: { made?: unknown; existing?: unknown } = {};
  const deployment = await deployLocally(() => {
    const network = new Network("shop", { availabilityZones: ZONES, ...networkArgs });
    // A look-up sees what is there: as on AWS, where others made it long before.
    const vpcId = pulumi
      .all([seenOf(network), network.privateRouteTableIds, network.isolatedRouteTableIds])
      .apply(([outputs]) => outputs.vpcId);
    const existing = new ExistingNetwork("others", { vpcId, ...args(network) });
    seenOf(network).apply((values) => (seen.made = values));
    seenOf(existing).apply((values) => (seen.existing = values));
    users(existing);
  });
  return { ...deployment, made: seen.made, existing: seen.existing };
}

describe("ExistingNetwork in the local cloud", () => {
  it("finds what a Network made, by the routes of its subnets", async () => {
    const { made, existing, refusals: refused } = await found({ isolatedSubnets: true });

    expect(refused).toEqual([]);
    expect(existing).toEqual(made);
    expect(made).toMatchObject({ isolatedSubnetIds: [expect.any(String), expect.any(String)] });
  });

  it("takes the subnets that are named", async () => {
    const { made, existing } = await found({ isolatedSubnets: true }, ({ privateSubnetIds, isolatedSubnetIds }) => ({
      privateSubnetIds: privateSubnetIds.apply((ids) => [...ids].reverse()),
      isolatedSubnetIds: isolatedSubnetIds.apply((ids) => ids),
    }));
    const outputs = made as Record<"natGatewayPublicIps" | "privateRouteTableIds" | "privateSubnetIds", string[]>;

    expect(existing).toEqual({
      ...outputs,
      privateSubnetIds: outputs.privateSubnetIds.toReversed(),
      privateRouteTableIds: outputs.privateRouteTableIds.toReversed(),
      natGatewayPublicIps: outputs.natGatewayPublicIps.toReversed(),
    });
  });

  it("takes isolated subnets for tasks where endpoints lead to what these need", async () => {
    const { existing, made } = await found(
      { isolatedSubnets: { s3Endpoint: true }, interfaceEndpoints: ["ecr.api", "ecr.dkr", "logs"] },
      ({ isolatedSubnetIds }) => ({ privateSubnetIds: isolatedSubnetIds, internetFacing: false }),
    );

    const { isolatedSubnetIds } = made as { readonly isolatedSubnetIds: string[] };
    expect(existing).toMatchObject({
      privateSubnetIds: isolatedSubnetIds,
      isolatedSubnetIds: [],
      natGatewayPublicIps: [],
    });
  });

  it("is a network for a load balancer and a database", async () => {
    const { refusals: refused, held } = await found({ isolatedSubnets: true }, undefined, (existing) => {
      const { accountId } = aws.getCallerIdentityOutput();
      const key = new EncryptionKey("shop", { accountId, region: REGION });
      const alarms = new AlarmTopic("shop", { accountId, kmsKeyArn: key.keyArn });
      const alarmActions = [alarms.topicArn];
      new LoadBalancer("shop", {
        vpcId: existing.vpcId,
        vpcCidrBlock: existing.cidrBlock,
        subnetIds: existing.publicSubnetIds,
        alarmActions,
        targets: { web: { port: 8080 } },
      });
      new Database("shop-database", {
        vpcId: existing.vpcId,
        subnetIds: existing.isolatedSubnetIds,
        availabilityZones: ZONES,
        kmsKeyArn: key.keyArn,
        engine: ENGINES.instance,
        alarmActions,
      });
    });

    expect(refused).toEqual([]);
    expect(held.filter(({ type }) => type === "aws:rds/instance:Instance")).toHaveLength(1);
  });
});

describe("ExistingNetwork's arguments", () => {
  const make = (args: unknown) => refusals(() => new ExistingNetwork("others", args as ExistingNetworkArgs));

  it("are a VPC and nothing else by need", async () => {
    expect(await make({})).toEqual(["vpcId: is missing; give a string"]);
  });

  it.each([
    ["vpcId", { vpcId: "shop" }, 'must be the id of a VPC, such as "vpc-0a1b2c3d4e5f60718", got "shop"'],
    [
      "publicSubnetIds[1]",
      { publicSubnetIds: ["subnet-0123456789abcdef0", "eu-west-1a"] },
      'must be the id of a subnet, such as "subnet-0a1b2c3d4e5f60718", got "eu-west-1a"',
    ],
    [
      "isolatedSubnetIds[1]",
      { isolatedSubnetIds: ["subnet-01234567", "subnet-01234567"] },
      '"subnet-01234567" is listed twice; list each subnet once',
    ],
    ["minimumFreeAddresses", { minimumFreeAddresses: -1 }, "must be a whole number from 0 on, got -1"],
    ["minimumFreeAddresses", { minimumFreeAddresses: 1.5 }, "must be a whole number from 0 on, got 1.5"],
  ])("are refused at %s: %j", async (path, args, reason) => {
    expect(await make({ vpcId: VPC_ID, ...args })).toEqual([`${path}: ${reason}`]);
  });
});
