import { describeRules, inLocalCloud } from "../../support";
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

describe("a route to what isn't modelled", () => {
  it.each(["transitGatewayId", "vpcPeeringConnectionId", "egressOnlyGatewayId"])("is said so: %s", (target) => {
    const cloud = inLocalCloud();
    const { routeTableId } = twoNetworks(cloud);

    expect(() => cloud.create(ROUTE, { routeTableId, destinationCidrBlock: "0.0.0.0/0", [target]: "x-0" })).toThrow(
      `the local cloud doesn't model such routes (${target})`,
    );
  });
});

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
      "a gateway whose traffic would go out again",
      ({ outward }) => ({ routeTableId: outward }),
      {},
      "InvalidParameterValue",
      "has a route to a gateway",
    ],
  ],
);
