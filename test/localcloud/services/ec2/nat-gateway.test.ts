import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud } from "../../support";
import { EIP, NAT_GATEWAY, twoNetworks } from "./network";

describeLimits(NAT_GATEWAY, [
  ["connectivityType", "internet", "private", "InvalidParameterValue", "[private, public]"],
  ["secondaryPrivateIpAddressCount", 32, 31, "InvalidParameterValue", "less than or equal to 31"],
]);

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

describeRules(
  NAT_GATEWAY,
  (cloud) => {
    const { subnetId } = twoNetworks(cloud);
    const takenId = cloud.create(EIP, {}).id;
    cloud.create(NAT_GATEWAY, { subnetId, allocationId: takenId, privateIp: "10.0.0.20" });
    return {
      takenId,
      freeId: cloud.create(EIP, {}).id,
      farId: cloud.create(EIP, {}, "eu-west-2").id,
      inputs: { subnetId, allocationId: cloud.create(EIP, {}).id },
    };
  },
  [
    [
      "an address of another region",
      ({ farId }) => ({ allocationId: farId }),
      {},
      "InvalidAllocationID.NotFound",
      "does not exist (allocationId)",
    ],
    [
      "a second address that isn't there",
      { secondaryAllocationIds: ["eipalloc-0"] },
      ({ freeId }) => ({ secondaryAllocationIds: [freeId] }),
      "InvalidAllocationID.NotFound",
      "[eipalloc-0] does not exist (secondaryAllocationIds[0])",
    ],
    [
      "a second address that another gateway has",
      ({ takenId }) => ({ secondaryAllocationIds: [takenId] }),
      ({ freeId }) => ({ secondaryAllocationIds: [freeId] }),
      "Resource.AlreadyAssociated",
      "is already associated (secondaryAllocationIds)",
    ],
    [
      "one address twice",
      ({ freeId }) => ({ allocationId: freeId, secondaryAllocationIds: [freeId] }),
      ({ freeId }) => ({ secondaryAllocationIds: [freeId] }),
      "Resource.AlreadyAssociated",
      "is already associated",
    ],
    [
      "a private address outside its subnet",
      { privateIp: "10.0.1.20" },
      { privateIp: "10.0.0.21" },
      "InvalidParameterValue",
      "Address 10.0.1.20 does not fall within the subnet's address range",
    ],
    [
      "a private address that AWS reserves",
      { privateIp: "10.0.0.3" },
      { privateIp: "10.0.0.4" },
      "InvalidParameterValue",
      "10.0.0.3",
    ],
    [
      "the last address of its subnet",
      { privateIp: "10.0.0.255" },
      { privateIp: "10.0.0.254" },
      "InvalidParameterValue",
      "10.0.0.255",
    ],
    [
      "a private address that another gateway has",
      { privateIp: "10.0.0.20" },
      { privateIp: "10.0.0.19" },
      "InvalidIPAddress.InUse",
      "Address 10.0.0.20 is in use.",
    ],
    [
      "a number of private addresses beside the addresses themselves",
      {
        ...{ connectivityType: "private", allocationId: undefined },
        ...{ secondaryPrivateIpAddressCount: 1, secondaryPrivateIpAddresses: ["10.0.0.30"] },
      },
      { connectivityType: "private", allocationId: undefined, secondaryPrivateIpAddresses: ["10.0.0.30"] },
      "InvalidParameterCombination",
      "(secondaryPrivateIpAddressCount, secondaryPrivateIpAddresses)",
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
