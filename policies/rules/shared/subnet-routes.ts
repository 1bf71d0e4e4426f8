import { knownValue, type Reader, type ResourceView, type StackView } from "../../core";

export const SUBNET = "aws:ec2/subnet:Subnet";
export const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";

const VPC = "aws:ec2/vpc:Vpc";
const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const TABLE = "aws:ec2/routeTable:RouteTable";
const MAIN_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable";
const ROUTE = "aws:ec2/route:Route";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const MAIN_ASSOCIATION = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";

/** A route, within its table or as a resource of its own. */
interface Route {
  readonly table: ResourceView;
  /** Gateways of the stack to which it leads; for the routes within a table, those of all of them together. */
  readonly gateways: readonly ResourceView[];
  /** The routes themselves, for the IDs of gateways outside of the stack. */
  readonly readers: readonly Reader[];
}

/** Subnets with a route to an internet gateway, in which the internet can reach public addresses. */
export function publicSubnets(stack: StackView): ReadonlySet<ResourceView> {
  const tables = new Set(
    routes(stack, "gatewayId", INTERNET_GATEWAY)
      .filter(({ gateways, readers }) => gateways.length > 0 || readers.some(namesInternetGateway))
      .map(({ table }) => table),
  );
  const associations = subnetsByTable(stack);
  const explicit = [...associations].flatMap(([table, subnets]) => (tables.has(table) ? subnets : []));
  return new Set([...explicit, ...subnetsOfMainTables(stack, tables, [...associations.values()].flat())]);
}

/** Subnets that reach the internet through each NAT gateway. */
export function subnetsByNatGateway(stack: StackView): ReadonlyMap<ResourceView, readonly ResourceView[]> {
  const associations = subnetsByTable(stack);
  const served = new Map<ResourceView, ResourceView[]>();
  for (const { table, gateways } of routes(stack, "natGatewayId", NAT_GATEWAY)) {
    for (const gateway of gateways) {
      served.set(gateway, [...(served.get(gateway) ?? []), ...(associations.get(table) ?? [])]);
    }
  }
  return served;
}

function routes(stack: StackView, property: string, gatewayType: string): readonly Route[] {
  const within = stack.resources(TABLE, MAIN_TABLE).map((table) => ({
    table,
    gateways: stack.referencesTo(table, "routes", [gatewayType]),
    readers: quiet(table).each("routes"),
  }));
  const separate = stack.resources(ROUTE).flatMap((route) => {
    const gateways = stack.referencesTo(route, property, [gatewayType]);
    const tables = stack.referencesTo(route, "routeTableId", [TABLE, MAIN_TABLE]);
    return tables.map((table) => ({ table, gateways, readers: [quiet(route)] }));
  });
  return [...within, ...separate];
}

function namesInternetGateway(route: Reader): boolean {
  return knownValue(route.string("gatewayId"))?.startsWith("igw-") === true;
}

function subnetsByTable(stack: StackView): ReadonlyMap<ResourceView, readonly ResourceView[]> {
  const subnets = new Map<ResourceView, ResourceView[]>();
  for (const association of stack.resources(ASSOCIATION)) {
    for (const table of stack.referencesTo(association, "routeTableId", [TABLE])) {
      const associated = stack.referencesTo(association, "subnetId", [SUBNET]);
      subnets.set(table, [...(subnets.get(table) ?? []), ...associated]);
    }
  }
  return subnets;
}

/** A subnet without an association uses the VPC's main table (Amazon VPC User Guide, Route table concepts). */
function subnetsOfMainTables(
  stack: StackView,
  tables: ReadonlySet<ResourceView>,
  associated: readonly ResourceView[],
): readonly ResourceView[] {
  const vpcs = [
    ...stack
      .resources(MAIN_TABLE)
      .filter((table) => tables.has(table))
      .flatMap((table) => stack.referencesTo(table, "defaultRouteTableId", [VPC])),
    ...stack
      .resources(MAIN_ASSOCIATION)
      .filter((each) => stack.referencesTo(each, "routeTableId", [TABLE]).some((table) => tables.has(table)))
      .flatMap((each) => stack.referencesTo(each, "vpcId", [VPC])),
  ];
  if (vpcs.length === 0) return [];
  return stack
    .resources(SUBNET)
    .filter((subnet) => !associated.includes(subnet))
    .filter((subnet) => stack.referencesTo(subnet, "vpcId", [VPC]).some((vpc) => vpcs.includes(vpc)));
}

/** AWS fills in properties that the program leaves out, so unknown values in a preview mean nothing. */
function quiet(resource: ResourceView): Reader {
  return resource.silent;
}
