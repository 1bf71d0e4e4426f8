import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { AlarmTopic, Cache, Database, EncryptionKey, Network, type NetworkArgs } from "../../../components";
import { all, deploy } from "../../support/deploy";
import { deployLocally } from "../../support/local-deployment";
import { ENGINES } from "../database/fixture";
import { ASSOCIATION, endpoint, named, network, OUTPUTS, ROUTE, ROUTE_TABLE, SUBNET, ZONES } from "./support";

const REGION = "us-east-1";
const LOCAL_ZONES = ["a", "b", "c"].map((letter) => `${REGION}${letter}`);

/** Isolated subnets and route tables that a network gives on. */
async function outputsOf(args: Partial<NetworkArgs>): Promise<unknown[]> {
  const seen: unknown[] = [];
  await deploy(
    () => {
      const created = new Network("web", { availabilityZones: ZONES.slice(0, 2), ...args });
      pulumi
        .all([created.isolatedSubnetIds, created.isolatedRouteTableIds])
        .apply((values) => seen.push(...(values as unknown[])));
    },
    { outputs: OUTPUTS },
  );
  return seen;
}

describe("Network's isolated subnets", () => {
  it.each([{}, { isolatedSubnets: false }])("aren't there with %j", async (args) => {
    const resources = await network(args);

    expect(all(resources, SUBNET).filter(({ name }) => name.includes("isolated"))).toEqual([]);
    expect(all(resources, SUBNET)).toHaveLength(6);
    expect(await outputsOf(args)).toEqual([[], []]);
  });

  it("are in the last quarter of each zone's addresses, without any route", async () => {
    const resources = await network({ isolatedSubnets: true });

    expect(named(resources, SUBNET, "web-vpc-isolated-2")).toEqual({
      vpcId: "web-vpc-id",
      availabilityZone: "eu-central-1b",
      cidrBlock: "10.0.112.0/20",
      mapPublicIpOnLaunch: false,
      assignIpv6AddressOnCreation: false,
      tags: { Name: "web-vpc-isolated-2", SubnetType: "Isolated" },
    });
    expect(named(resources, ASSOCIATION, "web-vpc-isolated-2")).toEqual({
      routeTableId: "web-vpc-isolated-2-id",
      subnetId: "web-vpc-isolated-2-id",
    });
    expect(all(resources, ROUTE_TABLE)).toHaveLength(9);
    expect(all(resources, ROUTE).filter(({ inputs }) => String(inputs.routeTableId).includes("isolated"))).toEqual([]);
  });

  it("are given on, with their route tables", async () => {
    expect(await outputsOf({ isolatedSubnets: true })).toEqual([
      ["web-vpc-isolated-1-id", "web-vpc-isolated-2-id"],
      ["web-vpc-isolated-1-id", "web-vpc-isolated-2-id"],
    ]);
  });

  it.each([
    [true, false],
    [{}, false],
    [{ s3Endpoint: false }, false],
    [{ s3Endpoint: true }, true],
  ])("reach S3 only when asked for: %j", async (isolatedSubnets, isReached) => {
    const resources = await network({ isolatedSubnets });
    const tables = endpoint(resources, "s3").inputs.routeTableIds as string[];

    expect(tables).toHaveLength(isReached ? 9 : 6);
    expect(tables.includes("web-vpc-isolated-1-id")).toBe(isReached);
  });

  it("change nothing of what a network without them has", async () => {
    const without = await network();
    const beside = await network({ isolatedSubnets: true });

    const kept = beside.filter(({ name }) => !name.includes("isolated"));
    expect(kept.map(({ type, name, inputs }) => [type, name, inputs])).toEqual(
      without.map(({ type, name, inputs }) => [type, name, inputs]),
    );
    expect(beside).toHaveLength(without.length + 9);
  });

  it("hold a database, its proxies' group of subnets and a cache in the local cloud", async () => {
    const { refusals, held } = await deployLocally(() => {
      const { accountId } = aws.getCallerIdentityOutput();
      const key = new EncryptionKey("shop", { accountId, region: REGION });
      const alarms = new AlarmTopic("shop", { accountId, kmsKeyArn: key.keyArn });
      const created = new Network("shop", { availabilityZones: LOCAL_ZONES, isolatedSubnets: true });
      const shared = {
        vpcId: created.vpcId,
        subnetIds: created.isolatedSubnetIds,
        kmsKeyArn: key.keyArn,
        alarmActions: [alarms.topicArn],
      };
      new Database("shop-database", { ...shared, availabilityZones: LOCAL_ZONES, engine: ENGINES.instance });
      new Cache("shop-cache", { ...shared, nodeType: "cache.t4g.small" });
    });

    expect(refusals).toEqual([]);
    const blocks = held
      .filter(
        ({ type, inputs }) => type === SUBNET && (inputs.tags as Record<string, string>).SubnetType === "Isolated",
      )
      .map(({ inputs }) => inputs.cidrBlock);
    expect(blocks).toEqual(["10.0.48.0/20", "10.0.112.0/20", "10.0.176.0/20"]);
  });

  it("are refused with an argument that isn't known", async () => {
    const isolatedSubnets = { s3endpoint: true } as NetworkArgs["isolatedSubnets"] & object;
    await expect(network({ isolatedSubnets })).rejects.toThrow(/isolatedSubnets.*s3Endpoint/s);
  });
});
