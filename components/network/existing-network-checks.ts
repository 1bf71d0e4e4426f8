import type { ArgumentProblems } from "../shared/validation";
import { containsBlock, parseCidrBlock } from "./cidr-block";
import { checkWayOut, type EndpointFacts } from "./existing-network-way-out";
import type { ChosenSubnets, NamedSubnets, SubnetFacts, SubnetList } from "./existing-subnets";

/** What AWS says of a VPC. */
export interface VpcFacts {
  readonly id: string;
  readonly cidrBlock: string;
  readonly enableDnsSupport: boolean;
  readonly enableDnsHostnames: boolean;
}

/** A VPC with what was chosen in it. */
export interface ChosenNetwork {
  readonly vpc: VpcFacts;
  readonly subnets: ChosenSubnets;
  readonly named: NamedSubnets;
  /** Undefined where no private subnet depends on them. */
  readonly endpoints: EndpointFacts | undefined;
  readonly internetFacing: boolean;
  readonly minimumFreeAddresses: number;
}

const FEWEST_ZONES = 2;

/** Records what keeps the components from working in a network. */
export function checkExistingNetwork(network: ChosenNetwork, problems: ArgumentProblems): void {
  checkNames(network.vpc, problems);
  if (network.internetFacing) checkPublic(network, problems);
  checkPrivate(network, problems);
  checkIsolated(network, problems);
}

function checkNames({ id, enableDnsSupport, enableDnsHostnames }: VpcFacts, problems: ArgumentProblems): void {
  problems.require(
    enableDnsSupport,
    "vpcId",
    `"${id}" has DNS support off, without which no name resolves in it; turn on enableDnsSupport`,
  );
  problems.require(
    enableDnsHostnames,
    "vpcId",
    `"${id}" has DNS host names off, without which no endpoint has the name of its service; turn on enableDnsHostnames`,
  );
}

function checkPublic(network: ChosenNetwork, problems: ArgumentProblems): void {
  const { publicSubnetIds: subnets } = network.subnets;
  requireZones("publicSubnetIds", network, problems, "or set internetFacing to false");
  for (const { id } of subnets.filter(({ defaultRoute }) => defaultRoute !== "internet-gateway")) {
    problems.add("publicSubnetIds", `"${id}" has no route to an internet gateway; add one, or name another`);
  }
  for (const [zone, ids] of idsByZone(subnets)) {
    problems.require(
      ids.length < 2,
      "publicSubnetIds",
      `${ids.map((id) => `"${id}"`).join(" and ")} are in ${zone}, and a load balancer takes one subnet of each zone; name one of them`,
    );
  }
  checkAddresses("publicSubnetIds", network, problems);
}

function checkPrivate(network: ChosenNetwork, problems: ArgumentProblems): void {
  requireZones("privateSubnetIds", network, problems, "or name others, which endpoints serve");
  checkWayOut(network.subnets.privateSubnetIds, network.endpoints, problems);
  checkAddresses("privateSubnetIds", network, problems);
}

function checkIsolated(network: ChosenNetwork, problems: ArgumentProblems): void {
  const { isolatedSubnetIds: subnets } = network.subnets;
  if (network.named.isolatedSubnetIds !== undefined && network.named.isolatedSubnetIds.length > 0) {
    requireZones("isolatedSubnetIds", network, problems, "or leave them out");
  }
  for (const { id } of subnets.filter(({ defaultRoute }) => defaultRoute !== "nowhere")) {
    problems.add("isolatedSubnetIds", `"${id}" has a route to 0.0.0.0/0, so that it isn't isolated; name another`);
  }
  checkBlocks("isolatedSubnetIds", network, problems);
}

/** Each kind of subnet, where it is needed, lies in two zones: load balancers and subnet groups of stores demand it. */
function requireZones(list: SubnetList, network: ChosenNetwork, problems: ArgumentProblems, way: string): void {
  const subnets = network.subnets[list];
  const found = subnets.map(({ id, availabilityZone }) => `"${id}" (${availabilityZone})`).join(", ") || "none";
  problems.require(
    idsByZone(subnets).size >= FEWEST_ZONES,
    list,
    `must lie in two zones at least, got ${found} in "${network.vpc.id}"; ${MISSING[list]}, ${way}`,
  );
}

const MISSING: Readonly<Record<SubnetList, string>> = {
  publicSubnetIds: "add subnets with a route to an internet gateway",
  privateSubnetIds: "add subnets with a route to a NAT gateway",
  isolatedSubnetIds: "add subnets without a route to 0.0.0.0/0",
};

function checkAddresses(list: SubnetList, network: ChosenNetwork, problems: ArgumentProblems): void {
  const { minimumFreeAddresses: fewest } = network;
  for (const { id, freeAddresses } of network.subnets[list]) {
    problems.require(
      freeAddresses >= fewest,
      list,
      `"${id}" has ${freeAddresses} free addresses, fewer than ${fewest}; name another, or lower minimumFreeAddresses`,
    );
  }
  checkBlocks(list, network, problems);
}

/** Security groups of the components name the VPC's primary block. */
function checkBlocks(list: SubnetList, { vpc, subnets }: ChosenNetwork, problems: ArgumentProblems): void {
  const primary = parseCidrBlock(vpc.cidrBlock);
  for (const { id, cidrBlock } of subnets[list]) {
    problems.require(
      containsBlock(primary, parseCidrBlock(cidrBlock)),
      list,
      `"${id}" (${cidrBlock}) lies outside of ${vpc.cidrBlock}, the VPC's primary block, which alone security groups of the components let in; name another`,
    );
  }
}

function idsByZone(subnets: readonly SubnetFacts[]): Map<string, string[]> {
  const byZone = new Map<string, string[]>();
  for (const { id, availabilityZone } of subnets) {
    byZone.set(availabilityZone, [...(byZone.get(availabilityZone) ?? []), id]);
  }
  return byZone;
}
