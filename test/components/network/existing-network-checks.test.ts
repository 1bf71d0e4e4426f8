import {
  checkExistingNetwork,
  type ChosenNetwork,
  type VpcFacts,
} from "../../../components/network/existing-network-checks";
import type { EndpointFacts } from "../../../components/network/existing-network-way-out";
import { chooseSubnets, type NamedSubnets, type SubnetFacts } from "../../../components/network/existing-subnets";
import { ArgumentProblems } from "../../../components/shared/validation";

const VPC: VpcFacts = { id: "vpc-1", cidrBlock: "10.0.0.0/16", enableDnsSupport: true, enableDnsHostnames: true };
const NOT_NAMED: NamedSubnets = {
  publicSubnetIds: undefined,
  privateSubnetIds: undefined,
  isolatedSubnetIds: undefined,
};

function subnet(id: string, zone: string, more: Partial<SubnetFacts>): SubnetFacts {
  return {
    id,
    availabilityZone: `eu-west-1${zone}`,
    cidrBlock: "10.0.0.0/24",
    freeAddresses: 200,
    routeTableId: `rtb-${id}`,
    defaultRoute: "nowhere",
    ...more,
  };
}

const PUBLIC = { defaultRoute: "internet-gateway" } as const;
const PRIVATE = { defaultRoute: "elsewhere", natGatewayId: "nat-1" } as const;

/** A VPC as the components want it, not in the order of its zones. */
const USUAL = [
  subnet("private-b", "b", PRIVATE),
  subnet("public-b", "b", PUBLIC),
  subnet("isolated-b", "b", {}),
  subnet("public-a", "a", PUBLIC),
  subnet("private-a", "a", PRIVATE),
  subnet("isolated-a", "a", {}),
];

interface Situation extends Partial<Omit<ChosenNetwork, "named" | "subnets">> {
  readonly subnets?: readonly SubnetFacts[];
  readonly named?: Partial<NamedSubnets>;
}

/** What a network is refused for, as `argument: reason`. */
function problemsOf({ subnets = USUAL, named = {}, ...others }: Situation): string[] {
  const problems = new ArgumentProblems();
  const ids = { ...NOT_NAMED, ...named };
  checkExistingNetwork(
    {
      vpc: VPC,
      endpoints: undefined,
      internetFacing: true,
      minimumFreeAddresses: 8,
      ...others,
      named: ids,
      subnets: chooseSubnets(subnets, ids, problems),
    },
    problems,
  );
  return problems.all.map(({ propertyPath, reason }) => `${propertyPath}: ${reason}`);
}

/** The usual VPC with a change of one subnet. */
function withChanged(id: string, change: Partial<SubnetFacts>): SubnetFacts[] {
  return USUAL.map((each) => (each.id === id ? { ...each, ...change } : each));
}

describe("subnets of an existing VPC", () => {
  it("are what their route tables say, in the order of the zones", () => {
    const chosen = chooseSubnets(USUAL, NOT_NAMED, new ArgumentProblems());
    const ids = Object.fromEntries(Object.entries(chosen).map(([list, found]) => [list, found.map(({ id }) => id)]));

    expect(ids).toEqual({
      publicSubnetIds: ["public-a", "public-b"],
      privateSubnetIds: ["private-a", "private-b"],
      isolatedSubnetIds: ["isolated-a", "isolated-b"],
    });
  });

  it("are what their user says, and then nothing else", () => {
    const named = { ...NOT_NAMED, privateSubnetIds: ["isolated-b", "private-a"], publicSubnetIds: [] };
    const chosen = chooseSubnets(USUAL, named, new ArgumentProblems());

    expect(chosen.privateSubnetIds.map(({ id }) => id)).toEqual(["isolated-b", "private-a"]);
    expect(chosen.publicSubnetIds).toEqual([]);
    expect(chosen.isolatedSubnetIds.map(({ id }) => id)).toEqual(["isolated-a"]);
  });
});

describe("an existing VPC", () => {
  it("is taken as the components want it", () => {
    expect(problemsOf({})).toEqual([]);
  });

  it("needs no public subnets for what the internet doesn't reach", () => {
    const subnets = USUAL.filter(({ defaultRoute }) => defaultRoute !== "internet-gateway");
    expect(problemsOf({ subnets, internetFacing: false })).toEqual([]);
  });

  it("needs no isolated subnets", () => {
    expect(problemsOf({ subnets: USUAL.filter(({ defaultRoute }) => defaultRoute !== "nowhere") })).toEqual([]);
  });

  it("may have few free addresses where its user says so", () => {
    expect(problemsOf({ subnets: withChanged("private-a", { freeAddresses: 0 }), minimumFreeAddresses: 0 })).toEqual(
      [],
    );
    expect(problemsOf({ subnets: withChanged("private-a", { freeAddresses: 8 }) })).toEqual([]);
  });

  it.each<[string, Situation, string]>([
    [
      "DNS off",
      { vpc: { ...VPC, enableDnsSupport: false } },
      'vpcId: "vpc-1" has DNS support off, without which no name resolves in it; turn on enableDnsSupport',
    ],
    [
      "host names off",
      { vpc: { ...VPC, enableDnsHostnames: false } },
      'vpcId: "vpc-1" has DNS host names off, without which no endpoint has the name of its service; turn on enableDnsHostnames',
    ],
    [
      "public subnets in one zone",
      { subnets: USUAL.filter(({ id }) => id !== "public-b") },
      'publicSubnetIds: must lie in two zones at least, got "public-a" (eu-west-1a) in "vpc-1"; add subnets with a route to an internet gateway, or set internetFacing to false',
    ],
    [
      "no private subnets",
      { subnets: USUAL.filter(({ defaultRoute }) => defaultRoute !== "elsewhere") },
      'privateSubnetIds: must lie in two zones at least, got none in "vpc-1"; add subnets with a route to a NAT gateway, or name others, which endpoints serve',
    ],
    [
      "two public subnets in a zone",
      { subnets: [...USUAL, subnet("public-c", "b", PUBLIC)] },
      'publicSubnetIds: "public-b" and "public-c" are in eu-west-1b, and a load balancer takes one subnet of each zone; name one of them',
    ],
    [
      "a public subnet without its route",
      { named: { publicSubnetIds: ["public-a", "private-b"], privateSubnetIds: ["private-a", "private-b"] } },
      'publicSubnetIds: "private-b" has no route to an internet gateway; add one, or name another',
    ],
    [
      "a private subnet that leads to the internet directly",
      { named: { privateSubnetIds: ["private-a", "public-b"], publicSubnetIds: ["public-a", "public-b"] } },
      'privateSubnetIds: "public-b" leads to an internet gateway, through which tasks reach nothing, since they have no public address; name a subnet behind a NAT gateway',
    ],
    [
      "an isolated subnet that isn't",
      { named: { isolatedSubnetIds: ["isolated-a", "private-b"], privateSubnetIds: ["private-a", "private-b"] } },
      'isolatedSubnetIds: "private-b" has a route to 0.0.0.0/0, so that it isn\'t isolated; name another',
    ],
    [
      "named isolated subnets in one zone",
      { named: { isolatedSubnetIds: ["isolated-a"] } },
      'isolatedSubnetIds: must lie in two zones at least, got "isolated-a" (eu-west-1a) in "vpc-1"; add subnets without a route to 0.0.0.0/0, or leave them out',
    ],
    [
      "too few free addresses",
      { subnets: withChanged("private-a", { freeAddresses: 7 }) },
      'privateSubnetIds: "private-a" has 7 free addresses, fewer than 8; name another, or lower minimumFreeAddresses',
    ],
    [
      "a subnet of a secondary block",
      { subnets: withChanged("private-a", { cidrBlock: "100.64.0.0/24" }) },
      'privateSubnetIds: "private-a" (100.64.0.0/24) lies outside of 10.0.0.0/16, the VPC\'s primary block, which alone security groups of the components let in; name another',
    ],
    [
      "a subnet that isn't there",
      { named: { privateSubnetIds: ["private-a", "private-b", "private-c"] } },
      'privateSubnetIds[2]: "private-c" is no IPv4 subnet of the VPC, which has isolated-a, private-a, public-a, isolated-b, private-b, public-b',
    ],
  ])("is refused with %s", (_, situation, problem) => {
    expect(problemsOf(situation)).toEqual([problem]);
  });

  it("tells all that is wrong at once", () => {
    const vpc = { ...VPC, enableDnsSupport: false, enableDnsHostnames: false };
    expect(problemsOf({ vpc, subnets: [] }).map((problem) => problem.split(":")[0])).toEqual([
      "vpcId",
      "vpcId",
      "publicSubnetIds",
      "privateSubnetIds",
    ]);
  });
});

describe("private subnets without a route to the internet", () => {
  const named = { privateSubnetIds: ["isolated-a", "isolated-b"] };
  const ALL: EndpointFacts = {
    services: ["ecr.api", "ecr.dkr", "logs"],
    s3RouteTableIds: ["rtb-isolated-a", "rtb-isolated-b"],
  };

  it("are taken where endpoints lead to what tasks need to start", () => {
    expect(problemsOf({ named, endpoints: ALL })).toEqual([]);
  });

  it.each<[string, EndpointFacts | undefined, string]>([
    ["none", undefined, "ecr.api, ecr.dkr, logs, s3"],
    ["one too few", { ...ALL, services: ["ecr.api", "logs"] }, "ecr.dkr"],
    ["S3 for another route table", { ...ALL, s3RouteTableIds: ["rtb-isolated-b"] }, "s3"],
  ])("are refused with endpoints: %s", (_, endpoints, missing) => {
    const pronoun = missing.includes(",") ? "them" : "it";
    expect(problemsOf({ named, endpoints })).toContain(
      `privateSubnetIds: "isolated-a" has no route to 0.0.0.0/0, and no endpoint leads to ${missing}, without which no task starts; add ${pronoun}, or a route to a NAT gateway`,
    );
  });
});
