import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { EIP, INTERNET_GATEWAY, NAT_GATEWAY, SUBNET, twoNetworks, VPC, VPC_ENDPOINT } from "./network";

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
      "a private address of AWS's",
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
      "private addresses by number and name",
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

describe("an elastic address", () => {
  itRefuses(
    "a border group of another region",
    (cloud) => ({
      violation: () => cloud.create(EIP, { networkBorderGroup: "eu-west-2" }),
      neighbour: () => cloud.create(EIP, { networkBorderGroup: "eu-west-1" }),
    }),
    "InvalidParameterValue",
    "Value (eu-west-2) for parameter networkBorderGroup is invalid.",
  );

  itRefuses(
    "to go while it is a gateway's second one",
    (cloud) => {
      const [first, second] = [cloud.create(EIP, {}), cloud.create(EIP, {})];
      const { subnetId } = twoNetworks(cloud);
      const inputs = { subnetId, allocationId: first.id, secondaryAllocationIds: [second.id] };
      const gateway = cloud.create(NAT_GATEWAY, inputs);
      return {
        violation: () => {
          cloud.delete(second);
        },
        neighbour: () => {
          cloud.delete(gateway);
          cloud.delete(second);
        },
      };
    },
    "InvalidIPAddress.InUse",
    "is in use.",
  );
});

describeRules(VPC, () => ({ inputs: { cidrBlock: "10.0.0.0/16" } }), [
  ["no block", { cidrBlock: undefined }, {}, "MissingParameter", "(cidrBlock)"],
  [
    "hosts of its own",
    { instanceTenancy: "host" },
    { instanceTenancy: "dedicated" },
    "InvalidParameterValue",
    "(instanceTenancy)",
  ],
]);

describeRules(
  SUBNET,
  (cloud) => {
    const farVpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }, "eu-west-2").id;
    return {
      farVpcId,
      inputs: { vpcId: cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id, cidrBlock: "10.0.0.0/24" },
    };
  },
  [
    [
      "a VPC of another region",
      ({ farVpcId }) => ({ vpcId: farVpcId }),
      {},
      "InvalidVpcID.NotFound",
      "does not exist (vpcId)",
    ],
    [
      "host names that aren't made so",
      { privateDnsHostnameTypeOnLaunch: "name" },
      { privateDnsHostnameTypeOnLaunch: "resource-name" },
      "InvalidParameterValue",
      "(privateDnsHostnameTypeOnLaunch)",
    ],
  ],
);

describe("what lies in a VPC of another region", () => {
  itRefuses(
    "an internet gateway",
    (cloud) => {
      const vpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id;
      return {
        violation: () => cloud.create(INTERNET_GATEWAY, { vpcId }, "eu-west-2"),
        neighbour: () => cloud.create(INTERNET_GATEWAY, { vpcId }),
      };
    },
    "InvalidVpcID.NotFound",
    "does not exist (vpcId)",
  );
});

describe("IPv6 and pools of addresses", () => {
  it.each([
    [VPC, { cidrBlock: "10.0.0.0/16", assignGeneratedIpv6CidrBlock: true }, { assignGeneratedIpv6CidrBlock: false }],
    [VPC, { cidrBlock: "10.0.0.0/16", ipv4NetmaskLength: 20 }, { ipv4NetmaskLength: undefined }],
    [EIP, { publicIpv4Pool: "ipv4pool-ec2-0" }, { publicIpv4Pool: undefined }],
  ])("are said to be missing where %s asks for them", (type, asking, notAsking) => {
    const cloud = inLocalCloud();

    expect(() => cloud.create(type, asking)).toThrow("the local cloud doesn't model");
    expect(cloud.create(type, { ...asking, ...notAsking }).id).not.toBe("");
  });

  it("are said to be missing where a subnet asks for them", () => {
    const cloud = inLocalCloud();
    const inputs = { vpcId: cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id, cidrBlock: "10.0.0.0/24" };

    expect(() => cloud.create(SUBNET, { ...inputs, assignIpv6AddressOnCreation: true })).toThrow("doesn't model IPv6");
    expect(cloud.create(SUBNET, { ...inputs, assignIpv6AddressOnCreation: false }).id).toMatch(/^subnet-/);
  });

  it("are said to be missing where an endpoint asks for them", () => {
    const cloud = inLocalCloud();
    const vpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id;
    const inputs = { vpcId, serviceName: "com.amazonaws.eu-west-1.s3" };

    expect(() => cloud.create(VPC_ENDPOINT, { ...inputs, ipAddressType: "dualstack" })).toThrow(
      "the local cloud doesn't model IPv6 (ipAddressType)",
    );
    expect(cloud.create(VPC_ENDPOINT, { ...inputs, ipAddressType: "ipv4" }).id).toMatch(/^vpce-/);
  });
});
