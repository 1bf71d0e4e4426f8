import { NotModelledError } from "../../../../localcloud/services/shared/inputs";
import { inLocalCloud, refusalOf, type TestCloud } from "../../support";
import { ASSOCIATION, EIP, NAT_GATEWAY, ROUTE, ROUTE_TABLE, twoNetworks, VPC, VPC_ENDPOINT } from "./network";

const GET_VPC = "aws:ec2/getVpc:getVpc";
const GET_SUBNET = "aws:ec2/getSubnet:getSubnet";
const GET_SUBNETS = "aws:ec2/getSubnets:getSubnets";
const GET_ROUTE_TABLE = "aws:ec2/getRouteTable:getRouteTable";
const GET_ROUTE_TABLES = "aws:ec2/getRouteTables:getRouteTables";
const GET_NAT_GATEWAY = "aws:ec2/getNatGateway:getNatGateway";
const GET_VPC_ENDPOINT = "aws:ec2/getVpcEndpoint:getVpcEndpoint";

function inTwoNetworks(): TestCloud & { readonly ids: ReturnType<typeof twoNetworks> } {
  const cloud = inLocalCloud();
  return { ...cloud, ids: twoNetworks(cloud) };
}

describe("VPCs", () => {
  it("are found by id, with their settings", () => {
    const cloud = inTwoNetworks();
    const { ids } = cloud;

    expect(cloud.call(GET_VPC, { id: ids.vpcId })).toMatchObject({
      id: ids.vpcId,
      cidrBlock: "10.0.0.0/16",
      enableDnsHostnames: true,
      enableDnsSupport: true,
      state: "available",
      tags: {},
    });
    expect(cloud.call(GET_VPC, { id: ids.otherVpcId })).toMatchObject({ enableDnsHostnames: false });
  });

  it("are found by tags and filters", () => {
    const cloud = inTwoNetworks();
    const { id } = cloud.create(VPC, { cidrBlock: "10.2.0.0/16", tags: { Name: "shop" } });

    expect(cloud.call(GET_VPC, { tags: { Name: "shop" } })).toMatchObject({ id, tags: { Name: "shop" } });
    expect(cloud.call(GET_VPC, { filters: [{ name: "cidr", values: ["10.2.0.0/16"] }] })).toMatchObject({ id });
  });

  it.each([
    ["that isn't there", { id: "vpc-0123456789abcdef0" }, "no matching EC2 VPC found"],
    ["of several", {}, "multiple EC2 VPCs matched; use additional constraints to reduce matches to a single EC2 VPC"],
  ])("are refused: one %s", (_, args, message) => {
    const cloud = inTwoNetworks();
    expect(refusalOf(() => cloud.call(GET_VPC, args))).toBe(`InvalidParameterValue: ${message}`);
  });

  it("of another region aren't found", () => {
    const cloud = inLocalCloud();
    const { id } = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }, "us-east-1");
    expect(refusalOf(() => cloud.call(GET_VPC, { id }))).toContain("no matching EC2 VPC found");
  });

  it("aren't looked up by what isn't modelled", () => {
    const cloud = inTwoNetworks();
    expect(() => cloud.call(GET_VPC, { dhcpOptionsId: "dopt-0" })).toThrow(NotModelledError);
    expect(() => cloud.call(GET_VPC, { filters: [{ name: "owner-id", values: ["1"] }] })).toThrow("(owner-id)");
  });
});

describe("subnets", () => {
  it("are listed by VPC and zone, none where none matches", () => {
    const cloud = inTwoNetworks();
    const { ids } = cloud;
    const ofVpc = { name: "vpc-id", values: [ids.vpcId] };

    expect(cloud.call(GET_SUBNETS, { filters: [ofVpc] })).toMatchObject({
      ids: [ids.subnetId, ids.subnetOfZoneB, ids.secondSubnetOfZoneA],
    });
    const inZoneB = { name: "availability-zone", values: ["eu-west-1b"] };
    expect(cloud.call(GET_SUBNETS, { filters: [ofVpc, inZoneB] })).toMatchObject({ ids: [ids.subnetOfZoneB] });
    expect(cloud.call(GET_SUBNETS, { filters: [{ name: "vpc-id", values: ["vpc-0"] }] })).toMatchObject({ ids: [] });
  });

  it("tell how many addresses are free: all but five, and those of gateways and endpoints", () => {
    const cloud = inTwoNetworks();
    const { subnetId, vpcId } = cloud.ids;
    expect(cloud.call(GET_SUBNET, { id: subnetId })).toMatchObject({
      availabilityZone: "eu-west-1a",
      availableIpAddressCount: 251,
      vpcId,
    });

    const allocationId = cloud.create(EIP, {}).id;
    cloud.create(NAT_GATEWAY, { subnetId, allocationId });
    cloud.create(VPC_ENDPOINT, {
      vpcId,
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.eu-west-1.ecr.api",
      subnetIds: [subnetId],
    });
    expect(cloud.call(GET_SUBNET, { id: subnetId })).toMatchObject({ availableIpAddressCount: 249 });
  });

  it.each([
    ["that isn't there", { id: "subnet-0" }, "no matching EC2 Subnet found"],
    ["of several", { availabilityZone: "eu-west-1a" }, "multiple EC2 Subnets matched"],
  ])("are refused: one %s", (_, args, message) => {
    const cloud = inTwoNetworks();
    expect(refusalOf(() => cloud.call(GET_SUBNET, args))).toContain(message);
  });
});

describe("route tables", () => {
  it("of a VPC are its main one and those that were made", () => {
    const cloud = inTwoNetworks();
    const { ids } = cloud;
    const { mainRouteTableId } = cloud.call(GET_VPC, { id: ids.vpcId });

    expect(cloud.call(GET_ROUTE_TABLES, { vpcId: ids.vpcId })).toMatchObject({
      ids: [mainRouteTableId, ids.routeTableId],
    });
    expect(cloud.call(GET_ROUTE_TABLE, { routeTableId: mainRouteTableId })).toMatchObject({
      vpcId: ids.vpcId,
      routes: [],
      associations: [{ main: true, subnetId: "" }],
    });
  });

  it("tell their routes but the local one, and their subnets", () => {
    const cloud = inTwoNetworks();
    const { gatewayId, routeTableId, subnetId } = cloud.ids;
    cloud.create(ROUTE, { routeTableId, destinationCidrBlock: "0.0.0.0/0", gatewayId });
    cloud.create(ASSOCIATION, { routeTableId, subnetId });

    const table = cloud.call(GET_ROUTE_TABLE, { subnetId });
    expect(table).toMatchObject({ id: routeTableId, associations: [{ main: false, subnetId, routeTableId }] });
    expect(table.routes).toEqual([expect.objectContaining({ cidrBlock: "0.0.0.0/0", gatewayId, natGatewayId: "" })]);
  });

  it("aren't found by a subnet that has the main one, as the provider asks for associations", () => {
    const cloud = inTwoNetworks();
    const { ids } = cloud;
    expect(refusalOf(() => cloud.call(GET_ROUTE_TABLE, { subnetId: ids.subnetOfZoneB }))).toBe(
      "InvalidParameterValue: query returned no results. Please change your search criteria and try again",
    );
  });

  it("are refused where several match", () => {
    const cloud = inTwoNetworks();
    cloud.create(ROUTE_TABLE, { vpcId: cloud.ids.vpcId });
    expect(refusalOf(() => cloud.call(GET_ROUTE_TABLE, { vpcId: cloud.ids.vpcId }))).toContain(
      "multiple Route Tables matched",
    );
  });
});

describe("gateways", () => {
  it("for NAT tell their public address, which a private one doesn't have", () => {
    const cloud = inTwoNetworks();
    const { subnetId, subnetOfZoneB, vpcId } = cloud.ids;
    const address = cloud.create(EIP, {});
    const { id } = cloud.create(NAT_GATEWAY, { subnetId, allocationId: address.id });
    const inside = cloud.create(NAT_GATEWAY, { subnetId: subnetOfZoneB, connectivityType: "private" });

    expect(cloud.call(GET_NAT_GATEWAY, { id })).toMatchObject({ publicIp: address.computed.publicIp, subnetId, vpcId });
    expect(cloud.call(GET_NAT_GATEWAY, { id: inside.id })).toMatchObject({ publicIp: "" });
    expect(refusalOf(() => cloud.call(GET_NAT_GATEWAY, { vpcId }))).toContain("multiple EC2 NAT Gateways matched");
  });

  it("of services are found by VPC, service and kind", () => {
    const cloud = inTwoNetworks();
    const { vpcId, routeTableId, subnetId } = cloud.ids;
    const serviceName = "com.amazonaws.eu-west-1.s3";
    const kind = (name: string) => [{ name: "vpc-endpoint-type", values: [name] }];
    cloud.create(VPC_ENDPOINT, { vpcId, serviceName, routeTableIds: [routeTableId] });
    cloud.create(VPC_ENDPOINT, { vpcId, vpcEndpointType: "Interface", serviceName, subnetIds: [subnetId] });

    expect(cloud.call(GET_VPC_ENDPOINT, { vpcId, serviceName, filters: kind("Gateway") })).toMatchObject({
      routeTableIds: [routeTableId],
      vpcEndpointType: "Gateway",
    });
    expect(refusalOf(() => cloud.call(GET_VPC_ENDPOINT, { vpcId, serviceName }))).toContain(
      "multiple EC2 VPC Endpoints matched",
    );
    expect(refusalOf(() => cloud.call(GET_VPC_ENDPOINT, { vpcId: cloud.ids.otherVpcId, serviceName }))).toBe(
      "InvalidParameterValue: no matching EC2 VPC Endpoint found",
    );
  });
});
