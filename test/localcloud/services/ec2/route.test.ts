import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud } from "../../support";
import { EIP, INTERNET_GATEWAY, NAT_GATEWAY, ROUTE, ROUTE_TABLE, twoNetworks, VPC, VPC_ENDPOINT } from "./network";

const ANYWHERE = "0.0.0.0/0";

describeLimits(ROUTE, [
  ["destinationCidrBlock", "0.0.0.0", "0.0.0.0/0", "InvalidParameterValue", "CIDR block 0.0.0.0 is malformed"],
]);

describeRules(
  ROUTE,
  (cloud) => {
    const given = twoNetworks(cloud);
    const { routeTableId, gatewayId, foreignRouteTableId } = given;
    const allocationId = cloud.create(EIP, {}).id;
    const natGatewayId = cloud.create(NAT_GATEWAY, { subnetId: given.subnetId, allocationId }).id;
    cloud.create(ROUTE, { routeTableId, gatewayId, destinationCidrBlock: "192.0.2.0/24" });
    return {
      gatewayId,
      natGatewayId,
      foreignRouteTableId,
      inputs: { routeTableId, gatewayId, destinationCidrBlock: ANYWHERE },
    };
  },
  [
    [
      "a route table that isn't there",
      { routeTableId: "rtb-0" },
      {},
      "InvalidRouteTableID.NotFound",
      "'rtb-0' does not exist (routeTableId)",
    ],
    [
      "a gateway that isn't there",
      { gatewayId: "igw-0" },
      {},
      "InvalidGatewayID.NotFound",
      "'igw-0' does not exist (gatewayId)",
    ],
    [
      "a NAT gateway that isn't there",
      { gatewayId: undefined, natGatewayId: "nat-0" },
      ({ natGatewayId }) => ({ gatewayId: undefined, natGatewayId }),
      "InvalidNatGatewayID.NotFound",
      "'nat-0' does not exist (natGatewayId)",
    ],
    [
      "an endpoint that isn't there",
      { gatewayId: undefined, vpcEndpointId: "vpce-0" },
      {},
      "InvalidVpcEndpointId.NotFound",
      "'vpce-0' does not exist (vpcEndpointId)",
    ],
    [
      "two targets",
      ({ natGatewayId }) => ({ natGatewayId }),
      {},
      "InvalidParameterCombination",
      "Exactly one target must be given",
    ],
    ["no target", { gatewayId: undefined }, {}, "InvalidParameterCombination", "Exactly one target must be given"],
    [
      "two destinations",
      { destinationIpv6CidrBlock: "::/0" },
      { destinationIpv6CidrBlock: "" },
      "InvalidParameterCombination",
      "Exactly one destination must be given",
    ],
    [
      "a gateway of another network",
      ({ foreignRouteTableId }) => ({ routeTableId: foreignRouteTableId }),
      {},
      "InvalidParameterValue",
      "belong to different networks",
    ],
    [
      "a NAT gateway of another network",
      ({ natGatewayId, foreignRouteTableId }) => ({
        routeTableId: foreignRouteTableId,
        gatewayId: undefined,
        natGatewayId,
      }),
      ({ natGatewayId }) => ({ gatewayId: undefined, natGatewayId }),
      "InvalidParameterValue",
      "belong to different networks",
    ],
    [
      "a destination that the table has",
      { destinationCidrBlock: "192.0.2.0/24" },
      { destinationCidrBlock: "192.0.2.0/25" },
      "RouteAlreadyExists",
      "The route identified by 192.0.2.0/24 already exists.",
    ],
    [
      "the VPC's own addresses",
      { destinationCidrBlock: "10.0.0.0/16" },
      { destinationCidrBlock: "10.2.0.0/16" },
      "RouteAlreadyExists",
      "The route identified by 10.0.0.0/16 already exists.",
    ],
  ],
);

describeRules(
  ROUTE,
  (cloud) => {
    const given = twoNetworks(cloud);
    const { vpcId, routeTableId, gatewayId, subnetId, subnetOfZoneB } = given;
    const serviceName = "com.amazonaws.eu-west-1.s3";
    const endpointId = cloud.create(VPC_ENDPOINT, { vpcId, serviceName, routeTableIds: [routeTableId] }).id;
    const natGatewayId = cloud.create(NAT_GATEWAY, {
      subnetId: subnetOfZoneB,
      allocationId: cloud.create(EIP, {}).id,
    }).id;
    const farVpc = cloud.create(VPC, { cidrBlock: "10.9.0.0/16" }, "eu-west-2").id;
    const farGatewayId = cloud.create(INTERNET_GATEWAY, { vpcId: farVpc }, "eu-west-2").id;
    return {
      endpointId,
      natGatewayId,
      farGatewayId,
      subnetId,
      inputs: { routeTableId, gatewayId, destinationCidrBlock: "0.0.0.0/0" },
    };
  },
  [
    [
      "a gateway of another region",
      ({ farGatewayId }) => ({ gatewayId: farGatewayId }),
      {},
      "InvalidGatewayID.NotFound",
      "does not exist (gatewayId)",
    ],
    [
      "an endpoint as its target",
      ({ endpointId }) => ({ gatewayId: undefined, vpcEndpointId: endpointId }),
      {},
      "InvalidParameterValue",
      "(vpcEndpointId)",
    ],
    [
      "a part of the VPC by a gateway",
      { destinationCidrBlock: "10.0.0.0/24" },
      ({ natGatewayId }) => ({ destinationCidrBlock: "10.0.0.0/24", gatewayId: undefined, natGatewayId }),
      "InvalidParameterValue",
      "is equal to or more specific than one of this VPC's CIDR blocks.",
    ],
    [
      "a part of a subnet by a NAT gateway",
      ({ natGatewayId }) => ({ destinationCidrBlock: "10.0.0.0/25", gatewayId: undefined, natGatewayId }),
      ({ natGatewayId }) => ({ destinationCidrBlock: "10.0.0.0/24", gatewayId: undefined, natGatewayId }),
      "InvalidParameterValue",
      "(destinationCidrBlock)",
    ],
    [
      "addresses of AWS's own services",
      { destinationCidrBlock: "169.254.168.0/22" },
      { destinationCidrBlock: "10.0.0.0/8" },
      "InvalidParameterValue",
      "169.254.168.0/22 is reserved",
    ],
  ],
);

describe("a route", () => {
  it("has the provider's id, which hashes the destination", () => {
    const cloud = inLocalCloud();
    const { routeTableId, gatewayId } = twoNetworks(cloud);

    expect(cloud.create(ROUTE, { routeTableId, gatewayId, destinationCidrBlock: ANYWHERE }).id).toBe(
      `r-${routeTableId}1080289494`,
    );
  });

  it("lets its table and its target be deleted", () => {
    const cloud = inLocalCloud();
    const vpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id;
    const gateway = cloud.create(INTERNET_GATEWAY, { vpcId });
    const table = cloud.create(ROUTE_TABLE, { vpcId });
    cloud.create(ROUTE, { routeTableId: table.id, gatewayId: gateway.id, destinationCidrBlock: ANYWHERE });

    cloud.delete(gateway);
    cloud.delete(table);

    expect(cloud.cloud.state.ofType(ROUTE_TABLE)).toEqual([]);
  });
});

describe("a route to what isn't modelled", () => {
  it.each(["transitGatewayId", "vpcPeeringConnectionId", "egressOnlyGatewayId"])(
    "is refused as not modelled: %s",
    (target) => {
      const cloud = inLocalCloud();
      const { routeTableId } = twoNetworks(cloud);

      expect(() => cloud.create(ROUTE, { routeTableId, destinationCidrBlock: "0.0.0.0/0", [target]: "x-0" })).toThrow(
        `the local cloud doesn't model such routes (${target})`,
      );
    },
  );
});
