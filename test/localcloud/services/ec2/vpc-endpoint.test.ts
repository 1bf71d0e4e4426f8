import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud } from "../../support";
import { ROUTE_TABLE, SECURITY_GROUP, SUBNET, twoNetworks, VPC_ENDPOINT } from "./network";

const S3 = "com.amazonaws.eu-west-1.s3";
const LOGS = "com.amazonaws.eu-west-1.logs";

describeLimits(VPC_ENDPOINT, [
  ["vpcEndpointType", "gateway", "Interface", "InvalidParameterValue", "GatewayLoadBalancer"],
  ["dnsOptions.dnsRecordIpType", "ipv5", "dualstack", "InvalidParameterValue", "dnsOptions.dnsRecordIpType"],
]);

describeRules(
  VPC_ENDPOINT,
  (cloud) => {
    const given = twoNetworks(cloud);
    const { vpcId, routeTableId } = given;
    const takenId = cloud.create(ROUTE_TABLE, { vpcId }).id;
    cloud.create(VPC_ENDPOINT, { vpcId, serviceName: S3, routeTableIds: [takenId] });
    return {
      ...given,
      takenId,
      inputs: { vpcId, serviceName: S3, vpcEndpointType: "Gateway", routeTableIds: [routeTableId] },
    };
  },
  [
    ["a VPC that isn't there", { vpcId: "vpc-0" }, {}, "InvalidVpcID.NotFound", "'vpc-0' does not exist (vpcId)"],
    [
      "a service that isn't there",
      { serviceName: "com.amazonaws.eu-west-1.s4" },
      { serviceName: "com.amazonaws.eu-west-1.dynamodb" },
      "InvalidServiceName",
      "'com.amazonaws.eu-west-1.s4' does not exist",
    ],
    [
      "a service of another region",
      { serviceName: "com.amazonaws.eu-west-2.s3" },
      {},
      "InvalidServiceName",
      "(serviceName)",
    ],
    [
      "a gateway to a service that has none",
      { serviceName: LOGS },
      { serviceName: LOGS, vpcEndpointType: "Interface", routeTableIds: [] },
      "InvalidServiceName",
      "for endpoints of type Gateway",
    ],
    [
      "a gateway in a subnet",
      ({ subnetId }) => ({ subnetIds: [subnetId] }),
      { subnetIds: [] },
      "InvalidParameter",
      "(subnetIds)",
    ],
    [
      "a gateway with private names",
      { privateDnsEnabled: true },
      { privateDnsEnabled: false },
      "InvalidParameter",
      "(privateDnsEnabled)",
    ],
    [
      "a route table of another network",
      ({ foreignRouteTableId }) => ({ routeTableIds: [foreignRouteTableId] }),
      {},
      "InvalidParameter",
      "does not belong to VPC",
    ],
    [
      "a route table that leads there already",
      ({ takenId, routeTableId }) => ({ routeTableIds: [routeTableId, takenId] }),
      {},
      "RouteAlreadyExists",
      "(routeTableIds)",
    ],
    [
      "a policy that names nobody",
      { policy: JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } }) },
      { policy: JSON.stringify({ Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } }) },
      "InvalidPolicyDocument",
      "Missing required field Principal (policy: Statement[0])",
    ],
  ],
);

describeRules(
  VPC_ENDPOINT,
  (cloud) => {
    const given = twoNetworks(cloud);
    const { vpcId, otherVpcId, subnetId, subnetOfZoneB } = given;
    cloud.create(VPC_ENDPOINT, {
      vpcId,
      serviceName: "com.amazonaws.eu-west-1.sqs",
      vpcEndpointType: "Interface",
      privateDnsEnabled: true,
    });
    return {
      ...given,
      foreignGroupId: cloud.create(SECURITY_GROUP, { vpcId: otherVpcId, name: "foreign" }).id,
      inputs: {
        vpcId,
        serviceName: LOGS,
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        subnetIds: [subnetId, subnetOfZoneB],
        securityGroupIds: [cloud.create(SECURITY_GROUP, { vpcId, name: "endpoints" }).id],
      },
    };
  },
  [
    [
      "a subnet that isn't there",
      { subnetIds: ["subnet-0"] },
      {},
      "InvalidSubnetID.NotFound",
      "'subnet-0' does not exist (subnetIds[0])",
    ],
    [
      "a security group that isn't there",
      { securityGroupIds: ["sg-0"] },
      {},
      "InvalidGroup.NotFound",
      "'sg-0' does not exist (securityGroupIds[0])",
    ],
    [
      "two subnets of one zone",
      ({ subnetId, secondSubnetOfZoneA }) => ({ subnetIds: [subnetId, secondSubnetOfZoneA] }),
      ({ secondSubnetOfZoneA, subnetOfZoneB }) => ({ subnetIds: [secondSubnetOfZoneA, subnetOfZoneB] }),
      "DuplicateSubnetsInSameZone",
      "Found another VPC endpoint subnet in the availability zone of subnet-",
    ],
    [
      "a subnet of another network",
      ({ foreignSubnetId }) => ({ subnetIds: [foreignSubnetId] }),
      {},
      "InvalidParameter",
      "(subnetIds)",
    ],
    [
      "a security group of another network",
      ({ foreignGroupId }) => ({ securityGroupIds: [foreignGroupId] }),
      {},
      "InvalidParameter",
      "(securityGroupIds)",
    ],
    [
      "route tables",
      ({ routeTableId }) => ({ routeTableIds: [routeTableId] }),
      {},
      "InvalidParameter",
      "(routeTableIds)",
    ],
    [
      "private names where the VPC gives its hosts none",
      ({ otherVpcId }) => ({ vpcId: otherVpcId, subnetIds: [], securityGroupIds: [] }),
      ({ otherVpcId }) => ({ vpcId: otherVpcId, subnetIds: [], securityGroupIds: [], privateDnsEnabled: false }),
      "InvalidParameter",
      "Enabling private DNS requires both enableDnsSupport and enableDnsHostnames",
    ],
    [
      "private names that another endpoint has",
      { serviceName: "com.amazonaws.eu-west-1.sqs" },
      { serviceName: "com.amazonaws.eu-west-1.sqs", privateDnsEnabled: false },
      "InvalidParameter",
      "there is already a conflicting DNS domain",
    ],
  ],
);

describe("a VPC endpoint", () => {
  it("is a gateway endpoint with a prefix list by default", () => {
    const cloud = inLocalCloud();
    const { vpcId } = twoNetworks(cloud);
    const endpoint = cloud.create(VPC_ENDPOINT, { vpcId, serviceName: S3 });

    expect(cloud.outputs(endpoint)).toMatchObject({
      arn: `arn:aws:ec2:eu-west-1:123456789012:vpc-endpoint/${endpoint.id}`,
      prefixListId: expect.stringMatching(/^pl-[0-9a-f]{8}$/) as string,
      state: "available",
      vpcEndpointType: "Gateway",
    });
  });

  it("has a network interface in each subnet, and a name", () => {
    const cloud = inLocalCloud();
    const { vpcId, subnetId, subnetOfZoneB } = twoNetworks(cloud);
    const inputs = { vpcId, serviceName: "com.amazonaws.eu-west-1.ecr.dkr", vpcEndpointType: "Interface" };
    const endpoint = cloud.create(VPC_ENDPOINT, { ...inputs, subnetIds: [subnetId, subnetOfZoneB] });
    const { networkInterfaceIds, dnsEntries } = cloud.outputs(endpoint);

    expect(networkInterfaceIds).toHaveLength(2);
    expect(JSON.stringify(dnsEntries)).toContain(".dkr.ecr.eu-west-1.vpce.amazonaws.com");
    expect(() => {
      cloud.delete(cloud.cloud.state.find(SUBNET, subnetId) ?? endpoint);
    }).toThrow("has dependencies and cannot be deleted");
  });

  it("refuses types and services that it doesn't model", () => {
    const cloud = inLocalCloud();
    const { vpcId } = twoNetworks(cloud);
    const inputs = { vpcId, serviceName: S3, vpcEndpointType: "GatewayLoadBalancer" };

    expect(() => cloud.create(VPC_ENDPOINT, inputs)).toThrow("endpoints of type GatewayLoadBalancer");
    expect(() => cloud.create(VPC_ENDPOINT, { vpcId, serviceName: S3, serviceRegion: "eu-west-2" })).toThrow(
      "(serviceRegion)",
    );
  });
});

describe("a gateway endpoint", () => {
  it("lets the route tables that lead to it be deleted", () => {
    const cloud = inLocalCloud();
    const { vpcId } = twoNetworks(cloud);
    const table = cloud.create(ROUTE_TABLE, { vpcId });
    cloud.create(VPC_ENDPOINT, { vpcId, serviceName: "com.amazonaws.eu-west-1.s3", routeTableIds: [table.id] });

    cloud.delete(table);

    expect(cloud.cloud.state.find(ROUTE_TABLE, table.id)).toBeUndefined();
  });
});
