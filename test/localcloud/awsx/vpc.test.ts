import { Alias } from "@pulumi/pulumi/proto/alias_pb";
import { ConstructRequest } from "@pulumi/pulumi/proto/provider_pb";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { resourceReference, UNKNOWN } from "../../../localcloud/model/pulumi-values";
import { RecordingEngine, urnOf } from "./recording-engine";

const ARGUMENTS = {
  cidrBlock: "10.0.0.0/16",
  availabilityZoneNames: ["eu-west-1a", "eu-west-1b"],
  subnetStrategy: "Exact",
  subnetSpecs: [
    { type: "Private", cidrBlocks: ["10.0.0.0/18", "10.0.128.0/18"] },
    { type: "Public", cidrBlocks: ["10.0.64.0/19", "10.0.192.0/19"] },
    { type: "Unused", cidrBlocks: ["10.0.96.0/19", "10.0.224.0/19"] },
  ],
  enableDnsHostnames: true,
  tags: { Project: "proofpix" },
};

let engine: RecordingEngine;

beforeEach(async () => {
  engine = await RecordingEngine.start();
});

afterEach(() => {
  engine.stop();
});

function perZone(zone: number, natGateway: boolean): string[] {
  const [inPrivate, inPublic] = [`net-private-${zone}`, `net-public-${zone}`];
  return [
    ...[inPrivate, inPublic].flatMap((name) => [
      `Subnet ${name} < Vpc net`,
      `RouteTable ${name} < Subnet ${name}`,
      `RouteTableAssociation ${name} < RouteTable ${name}`,
      `Route ${name} < RouteTable ${name}`,
    ]),
    ...(natGateway ? [`Eip net-${zone} < Subnet ${inPublic}`, `NatGateway net-${zone} < Subnet ${inPublic}`] : []),
  ];
}

describe("awsx.ec2.Vpc", () => {
  it.each([
    ["OnePerAz", [...perZone(1, true), ...perZone(2, true)]],
    ["Single", [...perZone(1, true), ...perZone(2, false)]],
    ["None", [...perZone(1, false), ...perZone(2, false)].filter((line) => !line.startsWith("Route net-private"))],
  ])("registers the children that awsx registers with NAT gateways %s", async (strategy, children) => {
    await engine.construct("net", { ...ARGUMENTS, natGateways: { strategy } });

    expect(engine.tree()).toEqual(
      ["Vpc net < ", "Vpc net < Vpc net", "InternetGateway net < Vpc net", ...children].sort(),
    );
    expect(engine.completed).toEqual([urnOf("Vpc", "net")]);
  });

  it("gives the VPC its inputs, and every child the tags and the region", async () => {
    await engine.construct("net", { ...ARGUMENTS, region: "eu-west-2" });

    const vpc = engine.registrations.find(({ type }) => type === "aws:ec2/vpc:Vpc");
    const tags = { Name: "net", Project: "proofpix" };
    expect(vpc?.inputs).toEqual({ cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, region: "eu-west-2", tags });
    expect(engine.registered("InternetGateway", "net").inputs).toEqual({
      region: "eu-west-2",
      vpcId: "Vpc-net-id",
      tags,
    });
    expect(engine.registered("Subnet", "net-public-2").inputs).toEqual({
      assignIpv6AddressOnCreation: false,
      availabilityZone: "eu-west-1b",
      cidrBlock: "10.0.192.0/19",
      mapPublicIpOnLaunch: true,
      region: "eu-west-2",
      tags: { Name: "net-public-2", Project: "proofpix", SubnetType: "Public" },
      vpcId: "Vpc-net-id",
    });
    expect(engine.registered("NatGateway", "net-2").inputs).toEqual({
      allocationId: "Eip-net-2-id-allocation",
      region: "eu-west-2",
      subnetId: "Subnet-net-public-2-id",
      tags: { Name: "net-2", Project: "proofpix" },
    });
  });

  it.each([
    ["OnePerAz", "NatGateway-net-2-id"],
    ["Single", "NatGateway-net-1-id"],
  ])("leads private subnets out through NAT gateways %s, and public ones past them", async (strategy, natGatewayId) => {
    await engine.construct("net", { ...ARGUMENTS, natGateways: { strategy } });

    const destinationCidrBlock = "0.0.0.0/0";
    expect(engine.registered("Route", "net-private-2").inputs).toEqual({
      destinationCidrBlock,
      natGatewayId,
      routeTableId: "RouteTable-net-private-2-id",
    });
    expect(engine.registered("Route", "net-public-2").inputs).toEqual({
      destinationCidrBlock,
      gatewayId: "InternetGateway-net-id",
      routeTableId: "RouteTable-net-public-2-id",
    });
  });

  it("puts the given addresses in place of new ones", async () => {
    const elasticIpAllocationIds = ["eipalloc-1", "eipalloc-2"];
    await engine.construct("net", { ...ARGUMENTS, natGateways: { strategy: "OnePerAz", elasticIpAllocationIds } });

    expect(engine.tree().filter((line) => line.startsWith("Eip"))).toEqual([]);
    expect(engine.registered("NatGateway", "net-2").inputs.allocationId).toBe("eipalloc-2");
  });

  it("leads isolated subnets nowhere, and names subnets as asked", async () => {
    const subnetSpecs = [
      { type: "Isolated", name: "data", cidrBlocks: ["10.0.0.0/17", "10.0.128.0/17"], tags: { Tier: "data" } },
    ];
    const { outputs } = await engine.construct("net", { ...ARGUMENTS, subnetSpecs, natGateways: { strategy: "None" } });

    expect(engine.tree().filter((line) => line.startsWith("Route net"))).toEqual([]);
    expect(engine.registered("Subnet", "net-data-1").inputs).toMatchObject({
      mapPublicIpOnLaunch: false,
      tags: { Name: "net-data-1", Project: "proofpix", SubnetType: "Isolated", Tier: "data" },
    });
    expect(outputs).toMatchObject({
      isolatedSubnetIds: ["Subnet-net-data-1-id", "Subnet-net-data-2-id"],
      subnetLayout: [{ type: "Isolated", name: "data", cidrBlocks: ["10.0.0.0/17", "10.0.128.0/17"] }],
    });
  });

  it("says what each resource needs, so that the engine deletes in the right order", async () => {
    await engine.construct("net", ARGUMENTS, (request) => {
      const source = new ConstructRequest.PropertyDependencies().setUrnsList(["urn:source"]);
      request.getInputdependenciesMap().set("tags", source);
    });

    const { request } = engine.registered("Route", "net-private-1");
    expect(request.getDependenciesList()).toEqual([urnOf("RouteTable", "net-private-1"), urnOf("NatGateway", "net-1")]);
    expect(dependenciesOf(request, "natGatewayId")).toEqual([urnOf("NatGateway", "net-1")]);
    const subnet = engine.registered("Subnet", "net-private-1").request;
    expect(dependenciesOf(subnet, "tags")).toEqual(["urn:source"]);
    expect(subnet.getDependenciesList()).toEqual([urnOf("Vpc", "net"), "urn:source"]);
  });

  it("passes on its user's options as awsx does", async () => {
    const alias = new Alias().setUrn("urn:before");
    await engine.construct("net", ARGUMENTS, (request) => {
      request.setParent("urn:pulumi:test::test::Network::parent").setProtect(true).setRetainondelete(true);
      request.setAliasesList([alias]).setIgnorechangesList(["tags"]).setDependenciesList(["urn:earlier"]);
      request.getProvidersMap().set("aws", "urn:provider::id");
    });

    const component = engine.registrations.find(({ type }) => type === "awsx:ec2:Vpc");
    expect(component?.parent).toBe("Network parent");
    expect(component?.request.toObject()).toMatchObject({
      aliasesList: [alias.toObject()],
      custom: false,
      dependenciesList: ["urn:earlier"],
      ignorechangesList: ["tags"],
      protect: true,
      providersMap: [["aws", "urn:provider::id"]],
      retainondelete: true,
    });
    expect(engine.registered("Route", "net-public-1").request.toObject()).toMatchObject({
      custom: true,
      ignorechangesList: [],
      protect: true,
      provider: "urn:provider::id",
    });
  });

  it("leaves options alone that its user didn't give", async () => {
    await engine.construct("net", ARGUMENTS);

    for (const { request } of engine.registrations) {
      expect([request.hasProtect(), request.hasRetainondelete(), request.getProvider()]).toEqual([false, false, ""]);
    }
  });

  it("has awsx's outputs, in the order of the zones, and says what stands behind them", async () => {
    const { outputs, response } = await engine.construct("net", ARGUMENTS);

    expect(outputs).toMatchObject({
      vpcId: "Vpc-net-id",
      publicSubnetIds: ["Subnet-net-public-1-id", "Subnet-net-public-2-id"],
      privateSubnetIds: ["Subnet-net-private-1-id", "Subnet-net-private-2-id"],
      isolatedSubnetIds: [],
      vpc: resourceReference({ urn: urnOf("Vpc", "net"), id: "Vpc-net-id" }),
      vpcEndpoints: [],
    });
    expect(outputs.routeTables).toHaveLength(4);
    expect(outputs.eips).toHaveLength(2);
    expect(response.getUrn()).toBe(urnOf("Vpc", "net"));
    expect(response.getStatedependenciesMap().get("publicSubnetIds")?.getUrnsList()).toEqual([
      urnOf("Subnet", "net-public-1"),
      urnOf("Subnet", "net-public-2"),
    ]);
  });

  it("passes on what isn't known in a preview", async () => {
    engine.isPreview = true;
    const { outputs } = await engine.construct("net", { ...ARGUMENTS, tags: UNKNOWN });

    expect(outputs).toMatchObject({ vpcId: UNKNOWN, privateSubnetIds: [UNKNOWN, UNKNOWN] });
    expect(engine.registered("NatGateway", "net-1").inputs).toEqual({
      allocationId: UNKNOWN,
      subnetId: UNKNOWN,
      tags: UNKNOWN,
    });
  });

  it("ends with the engine's error when a child can't be registered", async () => {
    engine.failing.add("aws:ec2/natGateway:NatGateway");

    await expect(engine.construct("net", ARGUMENTS)).rejects.toThrow("resource registration failed");
    expect(engine.completed).toEqual([]);
  });

  it("registers nothing of what it can't lay out", async () => {
    await expect(engine.construct("net", { ...ARGUMENTS, numberOfAvailabilityZones: 2 })).rejects.toThrow(
      "the local cloud doesn't model these arguments of awsx.ec2.Vpc (numberOfAvailabilityZones)",
    );
    expect(engine.tree()).toEqual([]);
  });
});

describe("other components of awsx", () => {
  it("are refused, with the place to add them", async () => {
    const construction = engine.construct("service", {}, (request) => request.setType("awsx:ecs:FargateService"));

    await expect(construction).rejects.toThrow("(awsx:ecs:FargateService); add it to localcloud/awsx");
  });
});

function dependenciesOf(request: RegisterResourceRequest, input: string): string[] | undefined {
  return request.getPropertydependenciesMap().get(input)?.getUrnsList();
}
