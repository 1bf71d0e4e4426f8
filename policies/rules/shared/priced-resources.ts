import type { FixedCost } from "../../../costs/model/cost";
import { findPrice } from "../../../costs/prices/find-price";
import { BASE_REGION } from "../../../costs/prices/table";
import { costOf } from "../../../costs/resources/cost-of";
import { knownValue, type Reading, type ResourceView, type StackView } from "../../core";
import { ViewedStack } from "./costed-stack";
import { SERVICE } from "./ecs-service";
import { LOAD_BALANCER_TYPES } from "./load-balancers";
import { CLUSTER, CLUSTER_INSTANCE, INSTANCE as RDS_INSTANCE } from "./rds";

const INSTANCE = "aws:ec2/instance:Instance";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const GROUP = "aws:autoscaling/group:Group";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";

/** Types of the resources whose price is summed up: those by which a mistake costs a fortune. */
export const PRICED_TYPES = [
  INSTANCE,
  TEMPLATE,
  GROUP,
  RDS_INSTANCE,
  CLUSTER,
  CLUSTER_INSTANCE,
  CACHE,
  NAT_GATEWAY,
  SERVICE,
  ...LOAD_BALANCER_TYPES,
] as const;

export type Kind = "instance" | "database" | "cache";

/** A property with an instance type. */
export interface ChosenType {
  readonly kind: Kind;
  readonly resource: ResourceView;
  readonly property: string;
  readonly type: string;
}

/** The price of a resource per month at its largest size. */
export interface Priced {
  readonly resource: ResourceView;
  readonly monthly: number;
}

/** Every instance type that the stack names. */
export function chosenTypes(stack: StackView): readonly ChosenType[] {
  const named = (kind: Kind, types: readonly string[], property: string) =>
    stack.resources(...types).flatMap((resource) => chosen(kind, resource, property, resource.string(property)));
  return [
    ...named("instance", [INSTANCE, TEMPLATE], "instanceType"),
    ...stack.resources(GROUP).flatMap(overrides),
    ...named("database", [RDS_INSTANCE, CLUSTER_INSTANCE], "instanceClass"),
    ...named("database", [CLUSTER], "dbClusterInstanceClass"),
    ...named("cache", [CACHE], "nodeType"),
  ];
}

function chosen(kind: Kind, resource: ResourceView, property: string, type: Reading<string>): ChosenType[] {
  const value = knownValue(type);
  return value === undefined ? [] : [{ kind, resource, property, type: value }];
}

function overrides(group: ResourceView): ChosenType[] {
  return group
    .each("mixedInstancesPolicy.launchTemplate.overrides")
    .flatMap((each) => chosen("instance", group, `${each.path}.instanceType`, each.string("instanceType")));
}

/** Keys of the table of prices, by the kind of a type. */
const KEYS: Readonly<Record<Kind, readonly string[]>> = {
  instance: ["ec2."],
  database: ["rds.postgresql.", "rds.postgresql-cluster.", "rds.aurora-postgresql."],
  cache: ["elasticache.redis.", "elasticache.valkey."],
};

/**
 * USD an hour of an instance type such as `m7g.large`, `db.t4g.medium` or `cache.r6g.2xlarge` in US East (N. Virginia);
 * undefined if it isn't known.
 */
export function hourlyPrice(kind: Kind, type: string): number | undefined {
  return KEYS[kind].map((key) => findPrice(key + type, BASE_REGION)?.usd).find((usd) => usd !== undefined);
}

/** The price of each resource; unknown values and types without a price count as nothing. */
export function pricedResources(stack: StackView): readonly Priced[] {
  const costed = new ViewedStack(stack);
  return costed.resources(...PRICED_TYPES).map((resource) => {
    const cost = costOf(resource, costed);
    return { resource: resource.view, monthly: cost.kind === "priced" ? hourlyPartOf(cost.fixed) : 0 };
  });
}

/** What is paid by the hour: the sizes that a typing error changes. */
function hourlyPartOf(fixed: readonly FixedCost[]): number {
  return fixed.filter(({ isHourly }) => isHourly).reduce((sum, { monthly }) => sum + monthly.max, 0);
}
