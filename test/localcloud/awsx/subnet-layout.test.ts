import { subnetLayout } from "../../../localcloud/awsx/subnet-layout";
import { vpcArguments, type VpcArguments } from "../../../localcloud/awsx/vpc-arguments";
import type { Properties } from "../../../localcloud/model/values";

const PRIVATE = { type: "Private", cidrBlocks: ["10.0.0.0/18", "10.0.128.0/18"] };
const PUBLIC = { type: "Public", cidrBlocks: ["10.0.64.0/18", "10.0.192.0/18"] };

const NONE = { strategy: "None" };

const INPUTS = {
  cidrBlock: "10.0.0.0/16",
  availabilityZoneNames: ["eu-west-1a", "eu-west-1b"],
  subnetStrategy: "Exact",
  subnetSpecs: [PRIVATE, PUBLIC],
};

function read(inputs: Properties): VpcArguments {
  return vpcArguments(inputs, () => []);
}

describe("the subnets of awsx.ec2.Vpc", () => {
  it("stand in the order of zones, public ones first, without the unused", () => {
    const halves = (block: string, other: string): string[] => [block, other];
    const specs = [
      PRIVATE,
      { type: "public", name: "web", cidrBlocks: halves("10.0.64.0/19", "10.0.192.0/19") },
      { type: "Unused", cidrBlocks: halves("10.0.96.0/19", "10.0.224.0/19") },
    ];

    expect(
      subnetLayout("net", read({ ...INPUTS, subnetSpecs: specs })).map((each) => `${each.name} ${each.cidrBlock}`),
    ).toEqual([
      "net-web-1 10.0.64.0/19",
      "net-private-1 10.0.0.0/18",
      "net-web-2 10.0.192.0/19",
      "net-private-2 10.0.128.0/18",
    ]);
  });

  it.each<[string, object, object, string]>([
    [
      "a range for each zone",
      { subnetSpecs: [PRIVATE, { ...PUBLIC, cidrBlocks: ["10.0.64.0/18"] }] },
      {},
      "subnetSpecs[1].cidrBlocks must have one range for each of 2 zones, got 1",
    ],
    [
      "ranges",
      { subnetSpecs: [PRIVATE, { ...PUBLIC, cidrBlocks: ["10.0.64.1/18", "10.0.192.0/18"] }] },
      {},
      "net-public-1 (10.0.64.1/18) is no range of addresses",
    ],
    [
      "ranges that don't overlap",
      { subnetSpecs: [PRIVATE, { ...PUBLIC, cidrBlocks: ["10.0.0.0/18", "10.0.192.0/18"] }], subnetStrategy: "Auto" },
      { subnetSpecs: [PRIVATE, { ...PUBLIC, cidrBlocks: ["10.0.64.0/19", "10.0.192.0/18"] }], subnetStrategy: "Auto" },
      "these ranges overlap: net-private-1 (10.0.0.0/18), net-public-1 (10.0.0.0/18)",
    ],
    [
      "no gap between ranges, by the strategy Exact",
      { subnetSpecs: [PRIVATE, { ...PUBLIC, cidrBlocks: ["10.0.64.0/19", "10.0.192.0/18"] }] },
      {},
      "there is a gap before net-private-2 (10.0.128.0/18)",
    ],
    [
      "no gap before the first range",
      { subnetSpecs: [PUBLIC, PRIVATE] },
      { subnetSpecs: [PUBLIC, PRIVATE], subnetStrategy: "Auto" },
      "there is a gap before net-public-1 (10.0.64.0/18)",
    ],
    [
      "no gap after the last range",
      { cidrBlock: "10.0.0.0/15" },
      { cidrBlock: "10.0.0.0/16" },
      "the ranges don't end where 10.0.0.0/15 does",
    ],
    [
      "a place for NAT gateways, and a use",
      { subnetSpecs: [{ ...PRIVATE, type: "Public", name: "web" }, PUBLIC] },
      { subnetSpecs: [{ ...PRIVATE, type: "Public", name: "web" }, PUBLIC], natGateways: { strategy: "None" } },
      "the NAT strategy OnePerAz needs public and private subnets",
    ],
    [
      "names where several are of one type",
      {
        subnetSpecs: [
          { ...PRIVATE, type: "unused" },
          { ...PUBLIC, type: "Unused" },
        ],
        natGateways: NONE,
      },
      {
        subnetSpecs: [
          { ...PRIVATE, type: "unused" },
          { ...PUBLIC, type: "Unused", name: "b" },
        ],
        natGateways: NONE,
      },
      "several subnetSpecs of type Unused require names of their own",
    ],
    [
      "different names where several are of one type",
      {
        subnetSpecs: [
          { ...PRIVATE, name: "a" },
          { ...PUBLIC, type: "Private", name: "a" },
        ],
        natGateways: NONE,
      },
      {
        subnetSpecs: [
          { ...PRIVATE, name: "a" },
          { ...PUBLIC, type: "Private", name: "b" },
        ],
        natGateways: NONE,
      },
      "several subnetSpecs of type Private require names of their own",
    ],
    [
      "an address for each NAT gateway",
      { natGateways: { strategy: "OnePerAz", elasticIpAllocationIds: ["eipalloc-1"] } },
      { natGateways: { strategy: "Single", elasticIpAllocationIds: ["eipalloc-1"] } },
      "the NAT strategy OnePerAz takes 2 addresses, got 1",
    ],
    [
      "no address without NAT gateways",
      { natGateways: { strategy: "None", elasticIpAllocationIds: ["eipalloc-1"] } },
      { natGateways: { strategy: "None", elasticIpAllocationIds: [] } },
      "the NAT strategy None takes 0 addresses, got 1",
    ],
  ])("need %s", (_, violation, neighbour, words) => {
    expect(() => subnetLayout("net", read({ ...INPUTS, ...violation }))).toThrow(words);
    expect(() => subnetLayout("net", read({ ...INPUTS, ...neighbour }))).not.toThrow();
  });

  it("are none where the whole block is unused, as our own network has it", () => {
    const inputs = {
      cidrBlock: "10.0.0.0/16",
      availabilityZoneNames: ["eu-west-1a"],
      subnetStrategy: "Exact",
      subnetSpecs: [{ type: "Unused", cidrBlocks: ["10.0.0.0/16"] }],
      natGateways: NONE,
    };

    expect(subnetLayout("net", read(inputs))).toEqual([]);
  });
});

describe("arguments of awsx.ec2.Vpc", () => {
  it.each<[string, object, string]>([
    ["zones that awsx chooses", { availabilityZoneNames: undefined }, "(availabilityZoneNames)"],
    ["the strategy Legacy, which allocates by itself", { subnetStrategy: undefined }, "subnetStrategy)"],
    ["specs without ranges", { subnetSpecs: [PRIVATE, { type: "Public" }] }, "(subnetSpecs[].cidrBlocks"],
    ["no specs", { subnetSpecs: [] }, "(subnetSpecs[].cidrBlocks"],
    ["sizes", { subnetSpecs: [PRIVATE, { ...PUBLIC, cidrMask: 18 }] }, "(subnetSpecs[1].cidrMask)"],
    ["endpoints", { vpcEndpointSpecs: [{ serviceName: "s3" }] }, "(vpcEndpointSpecs)"],
    ["IPv6", { assignGeneratedIpv6CidrBlock: true }, "(assignGeneratedIpv6CidrBlock)"],
  ])("don't model %s, and say so", (_, change, words) => {
    expect(() => read({ ...INPUTS, ...change })).toThrow(words);
    expect(() => read({ ...INPUTS, ...change })).toThrow("localcloud/awsx/vpc-arguments.ts");
  });

  it.each([
    [{ natGateways: { strategy: "Two" } }, "natGateways.strategy must be one of None, Single, OnePerAz, got Two"],
    [{ subnetSpecs: [{ ...PUBLIC, type: "Open" }] }, "subnetSpecs[0].type must be one of Public, Private,"],
  ])("can't be %j", (change, words) => {
    expect(() => read({ ...INPUTS, ...change })).toThrow(words);
  });

  it("have awsx's defaults", () => {
    expect(read({ ...INPUTS, cidrBlock: undefined })).toMatchObject({
      allocationIds: [],
      cidrBlock: "10.0.0.0/16",
      natStrategy: "OnePerAz",
      tags: {},
    });
  });
});
