import * as pulumi from "@pulumi/pulumi";
import { PlainError } from "../shared/plain-error";
import { ArgumentProblems, refusalText, requireValid } from "../shared/validation";
import type { ExistingNetworkArgs } from "./existing-network-args";
import { checkExistingNetwork } from "./existing-network-checks";
import { lookUpEndpoints, lookUpNatGateways, lookUpNetwork } from "./existing-network-look-up";
import { validateExistingNetwork } from "./existing-network-validate";
import { chooseSubnets, type NamedSubnets, type SubnetFacts, type SubnetList } from "./existing-subnets";
import type { NetworkOutputs } from "./network-outputs";

const DEFAULT_MINIMUM_FREE_ADDRESSES = 8;

/** Arguments whose values are known. */
type KnownArgs = pulumi.Unwrap<ExistingNetworkArgs>;

/** What a network comes to. */
type Found = Readonly<Record<SubnetList, readonly SubnetFacts[]>> & {
  readonly cidrBlock: string;
  readonly natGatewayPublicIps: string[];
};

/**
 * A VPC that others made, with what other components take from a `Network`. Each preview and update asks AWS for its
 * subnets and their routes, and refuses a VPC in which the components couldn't work, before anything is made in it. It
 * makes nothing itself, costs nothing, and changes nothing of the VPC.
 */
export class ExistingNetwork extends pulumi.ComponentResource implements NetworkOutputs {
  /** ID of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** Primary IPv4 block of the VPC. */
  readonly cidrBlock: pulumi.Output<string>;
  /** Subnets with a route to an internet gateway, as they are named or in the order of the zones' names. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Subnets with another way out, as they are named or in the order of the zones' names. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Subnets without a route to the internet, as they are named or in the order of the zones' names. */
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  /** Route tables of the public subnets, each once. */
  readonly publicRouteTableIds: pulumi.Output<string[]>;
  /** Route tables of the private subnets, each once. */
  readonly privateRouteTableIds: pulumi.Output<string[]>;
  /** Route tables of the isolated subnets, each once. */
  readonly isolatedRouteTableIds: pulumi.Output<string[]>;
  /** Public addresses of the NAT gateways of the private subnets; none of other ways out. */
  readonly natGatewayPublicIps: pulumi.Output<string[]>;

  /**
   * @throws {pulumi.InputPropertiesError} naming everything that is wrong with the arguments. What is wrong with the
   * VPC ends the program later, once AWS has answered.
   */
  constructor(name: string, args: ExistingNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("ExistingNetwork", name, args, validateExistingNetwork);
    super("proofpix:network:ExistingNetwork", name, {}, opts);

    const found = pulumi.output(args).apply((known) => this.find(name, known));
    const ids = (list: SubnetList) => found.apply((network) => network[list].map(({ id }) => id));
    const tables = (list: SubnetList) => found.apply((network) => routeTablesOf(network[list]));
    // Whoever takes the id waits for the checks.
    this.vpcId = pulumi.all([args.vpcId, found]).apply(([vpcId]) => vpcId);
    this.cidrBlock = found.cidrBlock;
    this.publicSubnetIds = ids("publicSubnetIds");
    this.privateSubnetIds = ids("privateSubnetIds");
    this.isolatedSubnetIds = ids("isolatedSubnetIds");
    this.publicRouteTableIds = tables("publicSubnetIds");
    this.privateRouteTableIds = tables("privateSubnetIds");
    this.isolatedRouteTableIds = tables("isolatedSubnetIds");
    this.natGatewayPublicIps = found.natGatewayPublicIps;
    this.registerOutputs({
      vpcId: this.vpcId,
      cidrBlock: this.cidrBlock,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      isolatedSubnetIds: this.isolatedSubnetIds,
      publicRouteTableIds: this.publicRouteTableIds,
      privateRouteTableIds: this.privateRouteTableIds,
      isolatedRouteTableIds: this.isolatedRouteTableIds,
      natGatewayPublicIps: this.natGatewayPublicIps,
    });
  }

  /** @throws {PlainError} naming everything that keeps the components from working in the VPC. */
  private async find(name: string, args: KnownArgs): Promise<Found> {
    const options = { parent: this };
    const { vpc, subnets: existing } = await lookUpNetwork(args.vpcId, options);
    const problems = new ArgumentProblems();
    const named = namedSubnets(args);
    const subnets = chooseSubnets(existing, named, problems);
    const needsEndpoints = subnets.privateSubnetIds.some(({ defaultRoute }) => defaultRoute === "nowhere");
    const endpoints = needsEndpoints ? await lookUpEndpoints(vpc, options) : undefined;
    const { internetFacing = true, minimumFreeAddresses = DEFAULT_MINIMUM_FREE_ADDRESSES } = args;
    checkExistingNetwork({ vpc, subnets, named, endpoints, internetFacing, minimumFreeAddresses }, problems);
    if (problems.all.length > 0) throw new PlainError(refusalText(`ExistingNetwork "${name}"`, problems.all));
    const natGatewayPublicIps = await lookUpNatGateways(subnets.privateSubnetIds, options);
    return { ...subnets, cidrBlock: vpc.cidrBlock, natGatewayPublicIps };
  }
}

function namedSubnets({ publicSubnetIds, privateSubnetIds, isolatedSubnetIds }: KnownArgs): NamedSubnets {
  return { publicSubnetIds, privateSubnetIds, isolatedSubnetIds };
}

function routeTablesOf(subnets: readonly SubnetFacts[]): string[] {
  return [...new Set(subnets.map(({ routeTableId }) => routeTableId))];
}
