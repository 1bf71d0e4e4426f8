import { idOf, outputOf, type Monitor, type RegisteredResource } from "./monitor";
import { literal, mergedTags, type Sourced, type SourcedProperties } from "./sourced";
import { subnetLayout, type PlannedSubnet } from "./subnet-layout";
import type { VpcArguments } from "./vpc-arguments";

/** A subnet with what belongs to it. */
export interface RegisteredSubnet {
  readonly planned: PlannedSubnet;
  readonly subnet: RegisteredResource;
  readonly routeTable: RegisteredResource;
  readonly association: RegisteredResource;
}

/** What a VPC consists of, in the order in which awsx creates it. */
export interface VpcResources {
  readonly vpc: RegisteredResource;
  readonly internetGateway: RegisteredResource;
  readonly subnets: readonly RegisteredSubnet[];
  readonly eips: readonly RegisteredResource[];
  readonly natGateways: readonly RegisteredResource[];
  readonly routes: readonly RegisteredResource[];
}

/** What every step of a registration needs. */
interface Registration {
  readonly name: string;
  readonly args: VpcArguments;
  /** Tags that the VPC, its gateway, subnets and route tables share. */
  readonly sharedTags: Sourced;
  readonly register: (
    parent: RegisteredResource,
    type: string,
    name: string,
    inputs: SourcedProperties,
  ) => Promise<RegisteredResource>;
}

interface NatGateway {
  readonly eip?: RegisteredResource;
  readonly natGateway: RegisteredResource;
}

/**
 * Registers what `awsx.ec2.Vpc` 3 registers: the same resources, names, parents and inputs (pulumi-awsx, `ec2/vpc`).
 * What doesn't depend on each other goes to the engine at once; NAT gateways come after the internet gateway, without
 * which AWS refuses them.
 */
export async function registerVpc(
  monitor: Pick<Monitor, "registerChild">,
  component: string,
  name: string,
  args: VpcArguments,
): Promise<VpcResources> {
  const layout = subnetLayout(name, args);
  const sharedTags = mergedTags(literal({ Name: name }), args.sourced("tags"));
  const vpc = await monitor.registerChild({
    type: "aws:ec2/vpc:Vpc",
    name,
    parent: component,
    inputs: { ...args.vpcInputs, cidrBlock: literal(args.cidrBlock), tags: sharedTags },
    dependsOn: [],
  });
  const registration: Registration = { name, args, sharedTags, register: childrenOf(monitor, args) };
  const [internetGateway, ...subnets] = await Promise.all([
    registration.register(vpc, "aws:ec2/internetGateway:InternetGateway", name, { vpcId: idOf(vpc), tags: sharedTags }),
    ...layout.map((planned) => registerSubnet(registration, vpc, planned)),
  ]);
  const nat = await Promise.all(natHosts(subnets, args).map((host) => registerNatGateway(registration, host)));
  const natGateways = nat.map(({ natGateway }) => natGateway);
  const routes = await Promise.all(
    subnets.flatMap((subnet) => registerRoute(registration, subnet, internetGateway, natGateways) ?? []),
  );
  return { vpc, internetGateway, subnets, eips: nat.flatMap(({ eip }) => eip ?? []), natGateways, routes };
}

/** Children live in the region of the VPC and wait for their parent. */
function childrenOf(monitor: Pick<Monitor, "registerChild">, args: VpcArguments): Registration["register"] {
  return (parent, type, name, inputs) =>
    monitor.registerChild({
      type,
      name,
      parent: parent.urn,
      inputs: { region: args.sourced("region"), ...inputs },
      dependsOn: [parent.urn],
    });
}

async function registerSubnet(
  { args, sharedTags, register }: Registration,
  vpc: RegisteredResource,
  planned: PlannedSubnet,
): Promise<RegisteredSubnet> {
  const { name, type, zone, cidrBlock } = planned;
  const marks = literal({ Name: name, SubnetType: type });
  const specTags = { value: planned.tags, from: args.sourced("subnetSpecs").from };
  const subnet = await register(vpc, "aws:ec2/subnet:Subnet", name, {
    vpcId: idOf(vpc),
    availabilityZone: literal(zone),
    cidrBlock: literal(cidrBlock),
    mapPublicIpOnLaunch: literal(type === "Public"),
    assignIpv6AddressOnCreation: literal(false),
    tags: mergedTags(sharedTags, specTags, marks),
  });
  const routeTable = await register(subnet, "aws:ec2/routeTable:RouteTable", name, {
    vpcId: idOf(vpc),
    tags: mergedTags(sharedTags, marks),
  });
  const association = await register(routeTable, "aws:ec2/routeTableAssociation:RouteTableAssociation", name, {
    routeTableId: idOf(routeTable),
    subnetId: idOf(subnet),
  });
  return { planned, subnet, routeTable, association };
}

/** The public subnets in which NAT gateways stand: the first of each zone, or of the first zone only. */
function natHosts(subnets: readonly RegisteredSubnet[], { natStrategy }: VpcArguments): RegisteredSubnet[] {
  const inPublic = subnets.filter(({ planned }) => planned.type === "Public");
  const firsts = inPublic.filter(
    ({ planned }, index) => inPublic.findIndex((other) => other.planned.zoneIndex === planned.zoneIndex) === index,
  );
  return { None: [], Single: firsts.slice(0, 1), OnePerAz: firsts }[natStrategy];
}

async function registerNatGateway(
  { name, args, register }: Registration,
  { planned, subnet }: RegisteredSubnet,
): Promise<NatGateway> {
  const ownName = `${name}-${planned.zoneIndex + 1}`;
  const tags = mergedTags(args.sourced("tags"), literal({ Name: ownName }));
  const given = args.allocationIds[planned.zoneIndex];
  const eip = given === undefined ? await register(subnet, "aws:ec2/eip:Eip", ownName, { tags }) : undefined;
  const natGateway = await register(subnet, "aws:ec2/natGateway:NatGateway", ownName, {
    subnetId: idOf(subnet),
    allocationId:
      eip === undefined ? { value: given, from: args.sourced("natGateways").from } : outputOf(eip, "allocationId"),
    tags,
  });
  return { eip, natGateway };
}

/** The route to the internet: through its gateway or through NAT; isolated subnets have none. */
function registerRoute(
  { register }: Registration,
  { planned, routeTable }: RegisteredSubnet,
  internetGateway: RegisteredResource,
  natGateways: readonly RegisteredResource[],
): Promise<RegisteredResource> | undefined {
  const natGateway = natGateways[planned.zoneIndex] ?? natGateways[0];
  const ways: Partial<Record<PlannedSubnet["type"], SourcedProperties>> = {
    Public: { gatewayId: idOf(internetGateway) },
    ...(natGateway && { Private: { natGatewayId: idOf(natGateway) } }),
  };
  const way = ways[planned.type];
  if (way === undefined) return undefined;
  return register(routeTable, "aws:ec2/route:Route", planned.name, {
    routeTableId: idOf(routeTable),
    destinationCidrBlock: literal("0.0.0.0/0"),
    ...way,
  });
}
