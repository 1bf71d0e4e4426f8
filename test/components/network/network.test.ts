import * as pulumi from "@pulumi/pulumi";
import { Network } from "../../../components/network";
import { all, deploy, only } from "../../support/deploy";
import {
  ASSOCIATION,
  EIP,
  named,
  NAT_GATEWAY,
  network,
  networkRequests,
  OF_ZONES,
  OUTPUTS,
  ROUTE,
  SUBNET,
  VPC,
  ZONES,
} from "./support";

/** Behind the network's own type, the parent below which awsx had each resource, by type and name. */
async function formerParents(): Promise<Record<string, string>> {
  const aliased = (await networkRequests()).flatMap((request) => {
    const [alias] = request.getAliasesList();
    const parent = alias?.getSpec()?.getParenturn().split("$").slice(1).join("$");
    return parent === undefined ? [] : [[`${request.getType()} ${request.getName()}`, parent]];
  });
  return Object.fromEntries(aliased) as Record<string, string>;
}

describe("Network", () => {
  it("asks awsx for a VPC and its gateway alone", async () => {
    expect(only(await network(), VPC).inputs).toMatchObject({
      cidrBlock: "10.0.0.0/16",
      availabilityZoneNames: ["eu-central-1a"],
      subnetStrategy: "Exact",
      subnetSpecs: [{ type: "Unused", cidrBlocks: ["10.0.0.0/16"] }],
      natGateways: { strategy: "None" },
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
  });

  it("has a public and a private subnet in each zone, none of which hands out public addresses", async () => {
    const subnets = all(await network(), SUBNET).map(({ name, inputs }) => ({ name, ...inputs }));

    expect(subnets).toHaveLength(6);
    expect(subnets).toContainEqual({
      name: "web-vpc-private-2",
      vpcId: "web-vpc-id",
      availabilityZone: "eu-central-1b",
      cidrBlock: "10.0.64.0/19",
      mapPublicIpOnLaunch: false,
      assignIpv6AddressOnCreation: false,
      tags: { Name: "web-vpc-private-2", SubnetType: "Private" },
    });
    expect(subnets).toContainEqual(
      expect.objectContaining({
        name: "web-vpc-public-3",
        availabilityZone: "eu-central-1c",
        cidrBlock: "10.0.160.0/20",
        mapPublicIpOnLaunch: false,
        tags: { Name: "web-vpc-public-3", SubnetType: "Public" },
      }),
    );
  });

  it("takes another block", async () => {
    const resources = await network({ cidrBlock: "172.20.0.0/20" });

    expect(only(resources, VPC).inputs.cidrBlock).toBe("172.20.0.0/20");
    expect(named(resources, SUBNET, "web-vpc-private-3").cidrBlock).toBe("172.20.8.0/23");
  });

  it("leads public subnets to the internet gateway, and private ones to the NAT gateway of their zone", async () => {
    const resources = await network();

    expect(named(resources, ROUTE, "web-vpc-public-2")).toEqual({
      routeTableId: "web-vpc-public-2-id",
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "web-vpc-gateway",
    });
    expect(named(resources, ROUTE, "web-vpc-private-2")).toEqual({
      routeTableId: "web-vpc-private-2-id",
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: "web-vpc-2-id",
    });
    expect(named(resources, ASSOCIATION, "web-vpc-private-2")).toEqual({
      routeTableId: "web-vpc-private-2-id",
      subnetId: "web-vpc-private-2-id",
    });
    expect(named(resources, NAT_GATEWAY, "web-vpc-2")).toMatchObject({ subnetId: "web-vpc-public-2-id" });
    expect(all(resources, NAT_GATEWAY)).toHaveLength(3);
    expect(all(resources, EIP)).toHaveLength(3);
  });

  it("has a single NAT gateway in the zone that is listed first, when asked for", async () => {
    const resources = await network({
      natGateways: "single",
      availabilityZones: ["eu-central-1b", "eu-central-1a", "eu-central-1c"],
    });

    expect(only(resources, NAT_GATEWAY)).toMatchObject({
      name: "web-vpc-2",
      inputs: { subnetId: "web-vpc-public-2-id" },
    });
    for (const number of [1, 2, 3]) {
      expect(named(resources, ROUTE, `web-vpc-private-${number}`).natGatewayId).toBe("web-vpc-2-id");
    }
  });

  it("finds again what awsx made under the same names", async () => {
    expect(await formerParents()).toMatchObject({
      "aws:ec2/subnet:Subnet web-vpc-public-3": "awsx:ec2:Vpc$aws:ec2/vpc:Vpc::web-vpc",
      "aws:ec2/routeTable:RouteTable web-vpc-private-1":
        "awsx:ec2:Vpc$aws:ec2/vpc:Vpc$aws:ec2/subnet:Subnet::web-vpc-private-1",
      "aws:ec2/route:Route web-vpc-private-1":
        "awsx:ec2:Vpc$aws:ec2/vpc:Vpc$aws:ec2/subnet:Subnet$aws:ec2/routeTable:RouteTable::web-vpc-private-1",
      "aws:ec2/natGateway:NatGateway web-vpc-2": "awsx:ec2:Vpc$aws:ec2/vpc:Vpc$aws:ec2/subnet:Subnet::web-vpc-public-2",
    });
    expect(Object.keys(await formerParents())).toHaveLength(30);
  });

  it("changes nothing of a zone when another comes or goes, wherever it is listed", async () => {
    const [a = "", b = "", c = ""] = ZONES;
    const inAll = new Map((await network()).map(({ type, name, inputs }) => [`${type} ${name}`, inputs]));
    for (const availabilityZones of [
      [a, c],
      [b, c],
      [a, b],
      [c, b, a],
    ]) {
      const kept = (await network({ availabilityZones })).filter(({ type }) => OF_ZONES.includes(type));
      expect(kept).toHaveLength(availabilityZones.length * 10);
      for (const { type, name, inputs } of kept) expect([name, inputs]).toEqual([name, inAll.get(`${type} ${name}`)]);
    }
  });

  it("closes the default security group in both directions", async () => {
    expect(only(await network(), "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup").inputs).toMatchObject({
      vpcId: "web-vpc-id",
      ingress: [],
      egress: [],
    });
  });

  it.each([
    ["one per zone", {}, ["192.0.2.1", "192.0.2.2"]],
    ["single", { natGateways: "single" } as const, ["192.0.2.1"]],
  ])("gives its route tables and the addresses of its NAT gateways on, %s", async (_, overrides, addresses) => {
    const seen: unknown[] = [];
    const eip = ({ name }: { readonly name: string }) => ({ publicIp: `192.0.2.${name.at(-1) ?? ""}` });
    await deploy(
      () => {
        const created = new Network("web", { availabilityZones: ZONES.slice(0, 2), ...overrides });
        pulumi
          .all([created.publicRouteTableIds, created.privateRouteTableIds, created.natGatewayPublicIps])
          .apply((values) => seen.push(...values));
      },
      { outputs: { ...OUTPUTS, [EIP]: eip } },
    );

    expect(seen).toEqual([
      ["web-vpc-public-1-id", "web-vpc-public-2-id"],
      ["web-vpc-private-1-id", "web-vpc-private-2-id"],
      addresses,
    ]);
  });

  it("gives its VPC and subnets on", async () => {
    const seen: unknown[] = [];
    await deploy(
      () => {
        const created = new Network("web", { availabilityZones: ZONES.slice(0, 2) });
        pulumi
          .all([created.vpcId, created.cidrBlock, created.publicSubnetIds, created.privateSubnetIds])
          .apply((values) => seen.push(...values));
      },
      { outputs: OUTPUTS },
    );

    expect(seen).toEqual([
      "web-vpc-id",
      "10.0.0.0/16",
      ["web-vpc-public-1-id", "web-vpc-public-2-id"],
      ["web-vpc-private-1-id", "web-vpc-private-2-id"],
    ]);
  });
});
