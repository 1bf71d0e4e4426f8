import { MANDATORY_FROM_STAGING, stackRule, type ResourceView, type StackFinding, type StackView } from "../core";
import { dataStoresInSubnets, PLACED_IN_SUBNETS, type Placed } from "./shared/data-stores";
import { publicSubnets, SUBNET } from "./shared/subnet-routes";

export const statefulInPrivateSubnets = stackRule({
  name: "stateful-in-private-subnets",
  title: "Data lies in private subnets",
  description: "Databases, caches and file systems lie in subnets from which no route leads to an internet gateway.",
  why:
    "In a public subnet, one public address and one wrong security group rule put the data on the internet; in a " +
    "private subnet they can't.",
  fix: "Name private subnets in the subnet group: those whose route to the internet, if any, is a NAT gateway.",
  severity: "critical",
  requirements: ["SE-3"],
  references: [
    {
      title: "Amazon RDS User Guide, Working with a DB instance in a VPC",
      url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
    },
  ],
  types: PLACED_IN_SUBNETS,
  levels: MANDATORY_FROM_STAGING,
  check(stack) {
    const reachable = publicSubnets(stack);
    return dataStoresInSubnets(stack).flatMap((placed) => inPublicSubnets(stack, placed, reachable));
  },
});

function inPublicSubnets(stack: StackView, placed: Placed, reachable: ReadonlySet<ResourceView>): StackFinding[] {
  const subnets = stack.referencesTo(placed.resource, placed.property, [SUBNET]);
  const exposed = subnets.filter((subnet) => reachable.has(subnet));
  if (exposed.length === 0 || (exposed.length < subnets.length && mayBeOthers(placed, subnets.length))) return [];
  return [
    {
      resource: placed.resource,
      property: placed.property,
      value: exposed.map(({ name }) => name),
      problem: "from there a route leads to an internet gateway",
      allowed: "private subnets",
      fix: `name private subnets in ${placed.property}`,
    },
  ];
}

/**
 * Whether the property may name fewer subnets than it depends on. In a preview, a network's list of private subnets may
 * depend on all of its subnets.
 */
function mayBeOthers({ resource, property }: Placed, dependencies: number): boolean {
  const list = resource.list(property);
  return !list.known || (list.value?.length ?? 1) < dependencies;
}
