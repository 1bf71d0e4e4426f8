import type { ArgumentProblems } from "../shared/validation";

/** Where a subnet's route to 0.0.0.0/0 leads; nowhere where it has none. */
export type DefaultRoute = "internet-gateway" | "elsewhere" | "nowhere";

/** What AWS says of a subnet. */
export interface SubnetFacts {
  readonly id: string;
  readonly availabilityZone: string;
  readonly cidrBlock: string;
  readonly freeAddresses: number;
  readonly routeTableId: string;
  readonly defaultRoute: DefaultRoute;
  /** NAT gateway to which the route to 0.0.0.0/0 leads; undefined for any other way. */
  readonly natGatewayId?: string | undefined;
}

/** What a subnet is for, by the argument that names such subnets. */
export type SubnetList = "publicSubnetIds" | "privateSubnetIds" | "isolatedSubnetIds";

/** Subnets by what they are for. */
export type ChosenSubnets = Readonly<Record<SubnetList, readonly SubnetFacts[]>>;

/** Ids that a user names; undefined where the route tables say it. */
export type NamedSubnets = Readonly<Record<SubnetList, readonly string[] | undefined>>;

const LIST_OF_ROUTE: Readonly<Record<DefaultRoute, SubnetList>> = {
  "internet-gateway": "publicSubnetIds",
  elsewhere: "privateSubnetIds",
  nowhere: "isolatedSubnetIds",
};

/**
 * Says what each subnet is for: what its user says, else what its route table says, in the order of the zones' names.
 * Named ones that aren't there are recorded.
 */
export function chooseSubnets(
  subnets: readonly SubnetFacts[],
  named: NamedSubnets,
  problems: ArgumentProblems,
): ChosenSubnets {
  const ofUser = new Set(Object.values(named).flatMap((ids) => ids ?? []));
  const inOrder = [...subnets].sort((a, b) => placeOf(a).localeCompare(placeOf(b)));
  const chosen = (list: SubnetList): readonly SubnetFacts[] => {
    const ids = named[list];
    if (ids !== undefined) return namedSubnets(list, ids, inOrder, problems);
    return inOrder.filter(({ id, defaultRoute }) => LIST_OF_ROUTE[defaultRoute] === list && !ofUser.has(id));
  };
  return {
    publicSubnetIds: chosen("publicSubnetIds"),
    privateSubnetIds: chosen("privateSubnetIds"),
    isolatedSubnetIds: chosen("isolatedSubnetIds"),
  };
}

function namedSubnets(
  list: SubnetList,
  ids: readonly string[],
  subnets: readonly SubnetFacts[],
  problems: ArgumentProblems,
): SubnetFacts[] {
  return ids.flatMap((id, index) => {
    const found = subnets.filter((subnet) => subnet.id === id);
    problems.require(
      found.length > 0,
      `${list}[${index}]`,
      `"${id}" is no IPv4 subnet of the VPC, which has ${subnets.map((subnet) => subnet.id).join(", ") || "none"}`,
    );
    return found;
  });
}

function placeOf({ availabilityZone, id }: SubnetFacts): string {
  return `${availabilityZone} ${id}`;
}
