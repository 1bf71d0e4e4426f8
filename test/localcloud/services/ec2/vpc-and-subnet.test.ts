import { describeLimits } from "../../limits/inputs";
import { describeRules, inLocalCloud, itRefuses } from "../../support";
import { EIP, INTERNET_GATEWAY, SUBNET, twoNetworks, VPC, VPC_ENDPOINT } from "./network";

const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));

describeLimits(VPC, [
  ["instanceTenancy", "shared", "dedicated", "InvalidParameterValue", "[default, dedicated, host]"],
  ["cidrBlock", "10.0.0.0/8", "10.0.0.0/16", "InvalidVpc.Range", "its size must be between /16 and /28"],
  ["cidrBlock", "10.0.0.0/29", "10.0.0.0/28", "InvalidVpc.Range", "The CIDR '10.0.0.0/29' is invalid"],
  ["tags", tags(51), tags(50), "InvalidParameterValue", "less than or equal to 50"],
  [
    "tags.Owner",
    "x".repeat(257),
    "x".repeat(256),
    "InvalidParameterValue",
    "for parameter tags.3.member.value is invalid",
  ],
]);

describeLimits(SUBNET, [
  ["cidrBlock", "10.0.0.0/29", "10.0.0.0/28", "InvalidSubnet.Range", "The CIDR '10.0.0.0/29' is invalid"],
]);

describeRules(VPC, () => ({ inputs: { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true } }), [
  [
    "host names without DNS",
    { enableDnsSupport: false },
    { enableDnsSupport: false, enableDnsHostnames: false },
    "InvalidParameterValue",
    "(enableDnsHostnames, enableDnsSupport)",
  ],
  [
    "a block of 24 bits",
    { cidrBlock: "10.0.0.0/8" },
    { cidrBlock: "10.0.0.0/16" },
    "InvalidVpc.Range",
    "'10.0.0.0/8' is invalid",
  ],
  [
    "a block of 3 bits",
    { cidrBlock: "10.0.0.0/29" },
    { cidrBlock: "10.0.0.0/28" },
    "InvalidVpc.Range",
    "'10.0.0.0/29' is invalid",
  ],
  [
    "link-local addresses",
    { cidrBlock: "169.254.0.0/16" },
    { cidrBlock: "169.253.0.0/16" },
    "InvalidVpc.Range",
    "169.254.0.0/16",
  ],
]);

describeRules(
  SUBNET,
  (cloud) => {
    const given = twoNetworks(cloud);
    return { ...given, inputs: { vpcId: given.vpcId, cidrBlock: "10.0.8.0/24", availabilityZone: "eu-west-1c" } };
  },
  [
    ["a VPC that isn't there", { vpcId: "vpc-0" }, {}, "InvalidVpcID.NotFound", "'vpc-0' does not exist (vpcId)"],
    [
      "a zone of another region",
      { availabilityZone: "eu-west-2a" },
      { availabilityZone: "eu-west-1a" },
      "InvalidParameterValue",
      "eu-west-1a, eu-west-1b, eu-west-1c",
    ],
    [
      "a zone id of another region",
      { availabilityZone: undefined, availabilityZoneId: "euw2-az1" },
      { availabilityZone: undefined, availabilityZoneId: "euw1-az1" },
      "InvalidParameterValue",
      "availabilityZoneId",
    ],
    [
      "a zone by name and id",
      { availabilityZoneId: "euw1-az3" },
      {},
      "InvalidParameterCombination",
      "(availabilityZone, availabilityZoneId)",
    ],
    [
      "addresses outside the VPC",
      { cidrBlock: "10.1.8.0/24" },
      { cidrBlock: "10.0.255.0/24" },
      "InvalidSubnet.Range",
      "'10.1.8.0/24' is invalid for VPC block 10.0.0.0/16 (cidrBlock)",
    ],
    [
      "a block of 3 bits",
      { cidrBlock: "10.0.8.0/29" },
      { cidrBlock: "10.0.8.0/28" },
      "InvalidSubnet.Range",
      "its size must be between /16 and /28 (cidrBlock)",
    ],
    [
      "addresses of another subnet",
      { cidrBlock: "10.0.2.128/25" },
      { cidrBlock: "10.0.3.0/25" },
      "InvalidSubnet.Conflict",
      "'10.0.2.128/25' conflicts with another subnet, subnet-",
    ],
  ],
);

describe("a subnet", () => {
  it("has the outputs of its zone, also where AWS picks the zone", () => {
    const cloud = inLocalCloud();
    const { vpcId, subnetOfZoneB } = twoNetworks(cloud);
    const placed = cloud.create(SUBNET, { vpcId, cidrBlock: "10.0.8.0/24" });
    const byId = cloud.create(SUBNET, { vpcId, cidrBlock: "10.0.9.0/24", availabilityZoneId: "euw1-az3" });

    expect(cloud.outputs(placed)).toMatchObject({ availabilityZone: "eu-west-1a", availabilityZoneId: "euw1-az1" });
    expect(cloud.outputs(byId)).toMatchObject({ availabilityZone: "eu-west-1c", availabilityZoneId: "euw1-az3" });
    expect(cloud.outputs(cloud.cloud.state.find(SUBNET, subnetOfZoneB) ?? placed)).toMatchObject({
      availabilityZoneId: "euw1-az2",
      arn: `arn:aws:ec2:eu-west-1:123456789012:subnet/${subnetOfZoneB}`,
    });
  });

  it("may lie in the addresses of a subnet in another VPC", () => {
    const cloud = inLocalCloud();
    twoNetworks(cloud);
    const vpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id;

    expect(cloud.create(SUBNET, { vpcId, cidrBlock: "10.0.0.0/24" }).id).toMatch(/^subnet-[0-9a-f]{17}$/);
  });

  it("keeps its own addresses when it is changed", () => {
    const cloud = inLocalCloud();
    const vpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id;
    const subnet = cloud.create(SUBNET, { vpcId, cidrBlock: "10.0.0.0/24" });

    expect(cloud.update(subnet, { mapPublicIpOnLaunch: true }).inputs.mapPublicIpOnLaunch).toBe(true);
  });
});

describe("a VPC", () => {
  it("comes with a main route table and a default security group", () => {
    const cloud = inLocalCloud();
    const outputs = cloud.outputs(cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }));

    expect(outputs.mainRouteTableId).toMatch(/^rtb-[0-9a-f]{17}$/);
    expect(outputs.defaultRouteTableId).toBe(outputs.mainRouteTableId);
    expect(outputs.defaultSecurityGroupId).toMatch(/^sg-[0-9a-f]{17}$/);
  });

  itRefuses(
    "to be deleted before its subnets",
    (cloud) => {
      const vpc = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" });
      const subnet = cloud.create(SUBNET, { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
      return {
        violation: () => {
          cloud.delete(vpc);
        },
        neighbour: () => {
          cloud.delete(subnet);
          cloud.delete(vpc);
        },
      };
    },
    "DependencyViolation",
    "has dependencies and cannot be deleted. (used by subnet-",
  );
});

describe("an internet gateway", () => {
  itRefuses(
    "a second gateway of a VPC",
    (cloud) => {
      const { vpcId, otherVpcId } = twoNetworks(cloud);
      return {
        violation: () => cloud.create(INTERNET_GATEWAY, { vpcId }),
        neighbour: () => cloud.create(INTERNET_GATEWAY, { vpcId: otherVpcId }),
      };
    },
    "InvalidParameterValue",
    "already has an internet gateway attached (vpcId)",
  );

  it("can be created without a VPC, and attached to one later", () => {
    const cloud = inLocalCloud();
    const vpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id;
    const gateway = cloud.create(INTERNET_GATEWAY, {});

    expect(cloud.update(cloud.update(gateway, { vpcId }), { tags: { Name: "web" } }).inputs).toMatchObject({ vpcId });
  });
});

describeRules(VPC, () => ({ inputs: { cidrBlock: "10.0.0.0/16" } }), [
  ["no block", { cidrBlock: undefined }, {}, "MissingParameter", "(cidrBlock)"],
  [
    "dedicated hosts",
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
      "an unknown type of host names",
      { privateDnsHostnameTypeOnLaunch: "name" },
      { privateDnsHostnameTypeOnLaunch: "resource-name" },
      "InvalidParameterValue",
      "(privateDnsHostnameTypeOnLaunch)",
    ],
  ],
);

describe("in a VPC of another region", () => {
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
  ])("aren't modelled for %s", (type, asking, notAsking) => {
    const cloud = inLocalCloud();

    expect(() => cloud.create(type, asking)).toThrow("the local cloud doesn't model");
    expect(cloud.create(type, { ...asking, ...notAsking }).id).not.toBe("");
  });

  it("aren't modelled for a subnet", () => {
    const cloud = inLocalCloud();
    const inputs = { vpcId: cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id, cidrBlock: "10.0.0.0/24" };

    expect(() => cloud.create(SUBNET, { ...inputs, assignIpv6AddressOnCreation: true })).toThrow("doesn't model IPv6");
    expect(cloud.create(SUBNET, { ...inputs, assignIpv6AddressOnCreation: false }).id).toMatch(/^subnet-/);
  });

  it("aren't modelled for an endpoint", () => {
    const cloud = inLocalCloud();
    const vpcId = cloud.create(VPC, { cidrBlock: "10.0.0.0/16" }).id;
    const inputs = { vpcId, serviceName: "com.amazonaws.eu-west-1.s3" };

    expect(() => cloud.create(VPC_ENDPOINT, { ...inputs, ipAddressType: "dualstack" })).toThrow(
      "the local cloud doesn't model IPv6 (ipAddressType)",
    );
    expect(cloud.create(VPC_ENDPOINT, { ...inputs, ipAddressType: "ipv4" }).id).toMatch(/^vpce-/);
  });
});
