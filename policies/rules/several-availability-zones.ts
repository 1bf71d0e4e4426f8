import { MANDATORY_IN_PRODUCTION, stackRule, type ResourceView, type StackFinding, type StackView } from "../core";
import { CLASSIC_LOAD_BALANCER_TYPES, LOAD_BALANCER_TYPES } from "./shared/load-balancers";
import { NAT_GATEWAY, SUBNET, subnetsByNatGateway } from "./shared/subnet-routes";
import { mostZones, zoneOf } from "./shared/zones";

interface Settings {
  /** Fewest availability zones of everything that can be spread. */
  readonly minimumZones: number;
  /** Whether each zone needs a NAT gateway for its private subnets. */
  readonly natGatewayInEachZone: boolean;
}

/** The property that lists zones, for resources without subnets. */
const ZONES = "availabilityZones";

/** Properties that list subnets or zones, by the resource's type. */
const PLACES_OF: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(LOAD_BALANCER_TYPES.map((type) => [type, ["subnets", "subnetMappings"]])),
  ...Object.fromEntries(CLASSIC_LOAD_BALANCER_TYPES.map((type) => [type, ["subnets", ZONES]])),
  "aws:autoscaling/group:Group": ["vpcZoneIdentifiers", ZONES],
  "aws:ecs/service:Service": ["networkConfiguration.subnets"],
  "aws:rds/subnetGroup:SubnetGroup": ["subnetIds"],
  "aws:rds/proxy:Proxy": ["vpcSubnetIds"],
  "aws:elasticache/subnetGroup:SubnetGroup": ["subnetIds"],
  "aws:elasticache/serverlessCache:ServerlessCache": ["subnetIds"],
};

export const severalAvailabilityZones = stackRule<Settings>({
  name: "several-availability-zones",
  title: "Everything survives the loss of an availability zone",
  description:
    "Load balancers, Auto Scaling groups, ECS services, databases and caches have subnets in several zones; in " +
    "production, private subnets reach the internet through a NAT gateway of their own zone.",
  why:
    "A zone fails as a whole. Resources in that zone alone are down until AWS has repaired it, and so is everything " +
    "that reaches the internet through it.",
  fix: "Name subnets in at least two zones, and give each zone of a production network a NAT gateway.",
  severity: "high",
  identifiers: { fsbp: ["AutoScaling.2", "ELB.13"] },
  requirements: ["SC-12", "LB-5"],
  references: [
    {
      title: "AWS Well-Architected Framework, Deploy the workload to multiple locations",
      url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
    },
    {
      title: "Amazon VPC User Guide, NAT gateway basics",
      url: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html",
    },
  ],
  types: [SUBNET, NAT_GATEWAY, ...Object.keys(PLACES_OF)],
  levels: MANDATORY_IN_PRODUCTION,
  configuration: {
    schema: {
      minimumZones: { type: "integer", minimum: 1, maximum: 6, description: "Fewest zones to be spread over" },
      natGatewayInEachZone: {
        type: "boolean",
        description: "Whether the private subnets of each zone need a NAT gateway there",
      },
    },
    defaults: {
      development: { minimumZones: 2, natGatewayInEachZone: false },
      staging: { minimumZones: 2, natGatewayInEachZone: false },
      production: { minimumZones: 2, natGatewayInEachZone: true },
    },
  },
  check: (stack, { minimumZones, natGatewayInEachZone }) => [
    ...Object.entries(PLACES_OF).flatMap(([type, properties]) =>
      stack.resources(type).flatMap((resource) => inTooFewZones(stack, resource, properties, minimumZones)),
    ),
    ...(natGatewayInEachZone ? sharedNatGateways(stack) : []),
  ],
});

/** AWS fills in properties that the program leaves out, so only the first property that lists anything counts. */
function inTooFewZones(
  stack: StackView,
  resource: ResourceView,
  properties: readonly string[],
  minimum: number,
): StackFinding[] {
  const [first] = properties.flatMap((property) => {
    const zones = mostZones(stack, resource, property);
    return zones === undefined ? [] : [{ property, zones }];
  });
  if (first === undefined || first.zones >= minimum) return [];
  return [
    {
      resource,
      property: first.property,
      value: places(first.property, first.zones),
      problem: "the loss of a zone takes down more than the rest can bear",
      allowed: `at least ${minimum} zones`,
      fix: first.property === ZONES ? "name another zone as well" : "name a subnet in another zone as well",
    },
  ];
}

function places(property: string, zones: number): string {
  const count = zones === 1 ? "1 zone" : `${zones} zones`;
  return property === ZONES ? count : `subnets in ${count}`;
}

function sharedNatGateways(stack: StackView): StackFinding[] {
  return [...subnetsByNatGateway(stack)].flatMap(([gateway, subnets]) => {
    const own = stack.referencesTo(gateway, "subnetId", [SUBNET]).map(zoneOf)[0];
    const others = subnets.map(zoneOf).filter((zone) => zone !== undefined && zone !== own);
    return own === undefined || others.length === 0 ? [] : [shared(gateway, own, [...new Set(others)])];
  });
}

function shared(gateway: ResourceView, zone: string, others: readonly (string | undefined)[]): StackFinding {
  return {
    resource: gateway,
    property: "subnetId",
    value: `a subnet in ${zone}`,
    problem: `with that zone, the private subnets in ${others.join(", ")} lose the internet`,
    allowed: "a NAT gateway in each zone that has private subnets",
    fix: "create a NAT gateway in each zone, and route its private subnets through that",
  };
}
