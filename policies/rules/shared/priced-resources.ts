import { isKnownAs, knownValue, type Reading, type ResourceView, type StackView } from "../../core";
import { TASK_DEFINITION } from "./containers";
import { SERVICE } from "./ecs-service";
import { LOAD_BALANCER_TYPES } from "./load-balancers";
import { FARGATE_CPU_HOUR, FARGATE_GIBIBYTE_HOUR, hourlyPrice, LOAD_BALANCER_HOUR, NAT_GATEWAY_HOUR } from "./prices";
import { CLUSTER, CLUSTER_INSTANCE, INSTANCE as RDS_INSTANCE } from "./rds";
import { SCALABLE_TARGET } from "./scaling-policies";
import { cpuUnitsOf, mebibytesOf } from "./task-size";

const INSTANCE = "aws:ec2/instance:Instance";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
const GROUP = "aws:autoscaling/group:Group";
const CACHE = "aws:elasticache/replicationGroup:ReplicationGroup";
const NAT_GATEWAY = "aws:ec2/natGateway:NatGateway";
const CAPACITY_PROVIDER = "aws:ecs/capacityProvider:CapacityProvider";

/** Types of the resources whose price is computed. */
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

/** The price of a resource per hour at its largest size. */
export interface Priced {
  readonly resource: ResourceView;
  readonly hourly: number;
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

/** The price of each resource; unknown values and types without a price count as nothing. */
export function pricedResources(stack: StackView): readonly Priced[] {
  const each = (types: readonly string[], hourly: (resource: ResourceView) => number): Priced[] =>
    stack.resources(...types).map((resource) => ({ resource, hourly: hourly(resource) }));
  return [
    ...each([INSTANCE], (instance) => priceAt(instance, "instanceType")),
    ...each([GROUP], (group) => priceOfGroup(stack, group)),
    ...each(
      [RDS_INSTANCE],
      (database) => priceAt(database, "instanceClass") * (isKnownAs(database.boolean("multiAz"), true) ? 2 : 1),
    ),
    ...each([CLUSTER], (cluster) => priceAt(cluster, "dbClusterInstanceClass") * MULTI_AZ_SERVERS),
    ...each([CLUSTER_INSTANCE], (instance) => priceAt(instance, "instanceClass")),
    ...each([CACHE], (cache) => priceAt(cache, "nodeType") * nodesOf(cache)),
    ...each([NAT_GATEWAY], () => NAT_GATEWAY_HOUR),
    ...each(LOAD_BALANCER_TYPES, () => LOAD_BALANCER_HOUR),
    ...each([SERVICE], (service) => priceOfService(stack, service)),
  ];
}

/** Amazon RDS User Guide, "Multi-AZ DB cluster deployments": a writer and two readers, each of the class. */
const MULTI_AZ_SERVERS = 3;

function priceAt(resource: ResourceView, property: string): number {
  return hourlyPrice(knownValue(resource.string(property)) ?? "") ?? 0;
}

/** The price of a group at its largest size, with its dearest instance type. */
function priceOfGroup(stack: StackView, group: ResourceView): number {
  if (isIdleCapacity(stack, group)) return 0;
  const templates = stack.referencesTo(group, "launchTemplate", [TEMPLATE]);
  const prices = [
    ...overrides(group).map(({ type }) => hourlyPrice(type) ?? 0),
    ...templates.map((template) => priceAt(template, "instanceType")),
  ];
  return Math.max(0, ...prices) * numberAt(group, "maxSize");
}

/** Whether a group belongs to a capacity provider that no service uses, and so stays empty. */
function isIdleCapacity(stack: StackView, group: ResourceView): boolean {
  const providers = stack.referrersOf(group, "autoScalingGroupProvider", [CAPACITY_PROVIDER]);
  const services = providers.flatMap((provider) =>
    stack.referrersOf(provider, "capacityProviderStrategies", [SERVICE]),
  );
  return providers.length > 0 && services.length === 0;
}

function nodesOf(cache: ResourceView): number {
  const perShard = numberAt(cache, "replicasPerNodeGroup") + 1;
  return Math.max(numberAt(cache, "numCacheClusters"), numberAt(cache, "numNodeGroups") * perShard, 1);
}

const CPU_UNITS = 1024;
const MEBIBYTES = 1024;

/** The price of a service's Fargate tasks at its largest number. Tasks on instances are paid for with the instances. */
function priceOfService(stack: StackView, service: ResourceView): number {
  if (!isOnFargate(service)) return 0;
  const [task] = stack.referencesTo(service, "taskDefinition", [TASK_DEFINITION]);
  if (task === undefined) return 0;
  const cpuUnits = cpuUnitsOf(knownValue(task.string("cpu")) ?? "") ?? 0;
  const mebibytes = mebibytesOf(knownValue(task.string("memory")) ?? "") ?? 0;
  const perTask = (cpuUnits / CPU_UNITS) * FARGATE_CPU_HOUR + (mebibytes / MEBIBYTES) * FARGATE_GIBIBYTE_HOUR;
  const [target] = stack.referrersOf(service, "resourceId", [SCALABLE_TARGET]);
  return perTask * (target === undefined ? numberAt(service, "desiredCount") : numberAt(target, "maxCapacity"));
}

function isOnFargate(service: ResourceView): boolean {
  if (isKnownAs(service.string("launchType"), "FARGATE")) return true;
  return service.each("capacityProviderStrategies").some((strategy) => {
    return knownValue(strategy.string("capacityProvider"))?.startsWith("FARGATE") === true;
  });
}

function numberAt(resource: ResourceView, property: string): number {
  return knownValue(resource.number(property)) ?? 0;
}
