import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { ASSOCIATION, INTERNET_GATEWAY, ROUTE, ROUTE_TABLE, twoNetworks } from "./network";

const ANYWHERE = "0.0.0.0/0";

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

describeRules(
  ASSOCIATION,
  (cloud) => {
    const { vpcId, routeTableId, gatewayId, otherVpcId } = twoNetworks(cloud);
    cloud.create(ROUTE, { routeTableId, gatewayId, destinationCidrBlock: "0.0.0.0/0" });
    return {
      outward: routeTableId,
      foreignGateway: cloud.create(INTERNET_GATEWAY, { vpcId: otherVpcId }).id,
      inputs: { routeTableId: cloud.create(ROUTE_TABLE, { vpcId }).id, gatewayId },
    };
  },
  [
    [
      "a gateway of another network",
      ({ foreignGateway }) => ({ gatewayId: foreignGateway }),
      {},
      "InvalidParameterValue",
      "belong to different networks (routeTableId, gatewayId)",
    ],
    [
      "a gateway with a table that leads to a gateway",
      ({ outward }) => ({ routeTableId: outward }),
      {},
      "InvalidParameterValue",
      "has a route to a gateway",
    ],
  ],
);

describe("a route table", () => {
  itRefuses(
    "to be deleted while a subnet uses it",
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

  it("refuses routes inside it, which aren't modelled", () => {
    const cloud = inLocalCloud();
    const { vpcId, gatewayId } = twoNetworks(cloud);

    expect(() => cloud.create(ROUTE_TABLE, { vpcId, routes: [{ cidrBlock: ANYWHERE, gatewayId }] })).toThrow(
      "add it to localcloud/services/ec2/route-table.ts",
    );
    expect(cloud.create(ROUTE_TABLE, { vpcId, routes: [] }).id).toMatch(/^rtb-/);
  });
});
