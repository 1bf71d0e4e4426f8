import { describeRules, inLocalCloud, itRefuses } from "../../support";
import {
  ASSOCIATION,
  EIP,
  INTERNET_GATEWAY,
  NAT_GATEWAY,
  ROUTE,
  ROUTE_TABLE,
  twoNetworks,
  VPC,
  VPC_ENDPOINT,
} from "./network";

const ANYWHERE = "0.0.0.0/0";

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

describe("a route", () => {
  it("has the provider's id, which hashes the destination", () => {
    const cloud = inLocalCloud();
    const { routeTableId, gatewayId } = twoNetworks(cloud);

    expect(cloud.create(ROUTE, { routeTableId, gatewayId, destinationCidrBlock: ANYWHERE }).id).toBe(
      `r-${routeTableId}1080289494`,
    );
  });

  it("holds neither its table nor its target", () => {
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

describeRules(
  ASSOCIATION,
  (cloud) => {
    const given = twoNetworks(cloud);
    const { routeTableId, subnetId, subnetOfZoneB } = given;
    cloud.create(ASSOCIATION, { routeTableId, subnetId: subnetOfZoneB });
    return { ...given, inputs: { routeTableId, subnetId } };
  },
  [
    [
      "a subnet that isn't there",
      { subnetId: "subnet-0" },
      {},
      "InvalidSubnetID.NotFound",
      "'subnet-0' does not exist",
    ],
    [
      "a gateway that isn't there",
      { subnetId: undefined, gatewayId: "igw-0" },
      ({ gatewayId }) => ({ subnetId: undefined, gatewayId }),
      "InvalidGatewayID.NotFound",
      "'igw-0' does not exist (gatewayId)",
    ],
    [
      "a subnet and a gateway",
      ({ gatewayId }) => ({ gatewayId }),
      ({ gatewayId }) => ({ gatewayId, subnetId: undefined }),
      "InvalidParameterCombination",
      "(subnetId, gatewayId)",
    ],
    [
      "a table of another network",
      ({ foreignRouteTableId }) => ({ routeTableId: foreignRouteTableId }),
      {},
      "InvalidParameterValue",
      "belong to different networks (routeTableId, subnetId)",
    ],
    [
      "a subnet that has a table",
      ({ subnetOfZoneB }) => ({ subnetId: subnetOfZoneB }),
      {},
      "Resource.AlreadyAssociated",
      "conflicts with an existing association (subnetId)",
    ],
  ],
);

describe("a route table", () => {
  itRefuses(
    "to go while a subnet uses it",
    (cloud) => {
      const { vpcId, subnetId } = twoNetworks(cloud);
      const table = cloud.create(ROUTE_TABLE, { vpcId });
      const association = cloud.create(ASSOCIATION, { routeTableId: table.id, subnetId });
      return {
        violation: () => {
          cloud.delete(table);
        },
        neighbour: () => {
          cloud.delete(association);
          cloud.delete(table);
        },
      };
    },
    "DependencyViolation",
    "has dependencies and cannot be deleted. (used by rtbassoc-",
  );

  it("says so where it is asked for routes that it doesn't model", () => {
    const cloud = inLocalCloud();
    const { vpcId, gatewayId } = twoNetworks(cloud);

    expect(() => cloud.create(ROUTE_TABLE, { vpcId, routes: [{ cidrBlock: ANYWHERE, gatewayId }] })).toThrow(
      "add it to localcloud/services/ec2/route-table.ts",
    );
    expect(cloud.create(ROUTE_TABLE, { vpcId, routes: [] }).id).toMatch(/^rtb-/);
  });
});

describeRules(
  NAT_GATEWAY,
  (cloud) => {
    const given = twoNetworks(cloud);
    const { subnetId, subnetOfZoneB } = given;
    const takenId = cloud.create(EIP, {}).id;
    cloud.create(NAT_GATEWAY, { subnetId: subnetOfZoneB, allocationId: takenId });
    return { ...given, takenId, inputs: { subnetId, allocationId: cloud.create(EIP, { domain: "vpc" }).id } };
  },
  [
    [
      "a subnet that isn't there",
      { subnetId: "subnet-0" },
      {},
      "InvalidSubnetID.NotFound",
      "'subnet-0' does not exist",
    ],
    ["no subnet", { subnetId: undefined }, {}, "MissingParameter", "(subnetId)"],
    [
      "an address that isn't there",
      { allocationId: "eipalloc-0" },
      {},
      "InvalidAllocationID.NotFound",
      "[eipalloc-0] does not exist (allocationId)",
    ],
    ["a public gateway without an address", { allocationId: undefined }, {}, "MissingParameter", "(allocationId)"],
    [
      "a private gateway with an address",
      { connectivityType: "private" },
      { connectivityType: "private", allocationId: undefined },
      "InvalidParameterCombination",
      "(allocationId)",
    ],
    [
      "a public gateway that asks for private addresses",
      { secondaryPrivateIpAddressCount: 1 },
      { secondaryPrivateIpAddressCount: 1, connectivityType: "private", allocationId: undefined },
      "InvalidParameterCombination",
      "(secondaryPrivateIpAddressCount)",
    ],
    [
      "an address that serves another gateway",
      ({ takenId }) => ({ allocationId: takenId }),
      {},
      "Resource.AlreadyAssociated",
      "is already associated (allocationId)",
    ],
    [
      "a VPC without internet gateway",
      ({ foreignSubnetId }) => ({ subnetId: foreignSubnetId }),
      ({ foreignSubnetId }) => ({
        subnetId: foreignSubnetId,
        connectivityType: "private",
        allocationId: undefined,
      }),
      "Gateway.NotAttached",
      "has no Internet gateway attached (subnetId)",
    ],
  ],
);

describe("a NAT gateway", () => {
  it("has its address's public and its subnet's private address", () => {
    const cloud = inLocalCloud();
    const { subnetOfZoneB } = twoNetworks(cloud);
    const address = cloud.create(EIP, {});
    const gateway = cloud.create(NAT_GATEWAY, { subnetId: subnetOfZoneB, allocationId: address.id });

    expect(address.id).toMatch(/^eipalloc-[0-9a-f]{17}$/);
    expect(cloud.outputs(gateway)).toMatchObject({
      publicIp: cloud.outputs(address).publicIp,
      privateIp: "10.0.1.4",
    });
  });

  it("refuses regional gateways, which it doesn't model", () => {
    const cloud = inLocalCloud();
    const { vpcId } = twoNetworks(cloud);

    expect(() => cloud.create(NAT_GATEWAY, { vpcId, availabilityMode: "regional" })).toThrow(
      "doesn't model regional NAT gateways (vpcId)",
    );
  });
});

describe("an Elastic IP address", () => {
  itRefuses(
    "to go while a NAT gateway has it",
    (cloud) => {
      const address = cloud.create(EIP, {});
      const gateway = cloud.create(NAT_GATEWAY, { subnetId: twoNetworks(cloud).subnetId, allocationId: address.id });
      return {
        violation: () => {
          cloud.delete(address);
        },
        neighbour: () => {
          cloud.delete(gateway);
          cloud.delete(address);
        },
      };
    },
    "InvalidIPAddress.InUse",
    "is in use. (used by nat-",
  );

  it("refuses to serve an instance, which it doesn't model", () => {
    expect(() => inLocalCloud().create(EIP, { instance: "i-0" })).toThrow("localcloud/services/ec2/eip.ts");
  });
});

describe("a gateway endpoint", () => {
  it("doesn't hold the route tables that lead to it", () => {
    const cloud = inLocalCloud();
    const { vpcId } = twoNetworks(cloud);
    const table = cloud.create(ROUTE_TABLE, { vpcId });
    cloud.create(VPC_ENDPOINT, { vpcId, serviceName: "com.amazonaws.eu-west-1.s3", routeTableIds: [table.id] });

    cloud.delete(table);

    expect(cloud.cloud.state.find(ROUTE_TABLE, table.id)).toBeUndefined();
  });
});
