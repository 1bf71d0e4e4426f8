import { severalAvailabilityZones as rule } from "../../../policies/rules/several-availability-zones";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { of, set } from "../support/mutation";

const [a, b] = [subnet("a"), subnet("b")];

function subnet(name: string, availabilityZone: unknown = `eu-central-1${name.charAt(0)}`): TestResource {
  return resource("aws:ec2/subnet:Subnet", name, { id: UNKNOWN, availabilityZone });
}

function loadBalancer(...of: readonly TestResource[]): TestResource {
  const properties = { subnets: of.map(() => UNKNOWN), subnetMappings: UNKNOWN };
  return resource("aws:alb/loadBalancer:LoadBalancer", "front", properties, { dependencies: { subnets: of } });
}

function service(subnets: unknown, ...of: readonly TestResource[]): TestResource {
  const dependencies = { networkConfiguration: of };
  return resource("aws:ecs/service:Service", "web", { networkConfiguration: { subnets } }, { dependencies });
}

function instances(properties: TestResource["properties"]): TestResource {
  return resource("aws:autoscaling/group:Group", "instances", properties);
}

/** A NAT gateway in the first subnet, through which all of them reach the internet. */
function natGateway(...subnets: readonly TestResource[]): TestResource[] {
  const nat = resource(
    "aws:ec2/natGateway:NatGateway",
    `nat-${subnets[0]?.name}`,
    {},
    { dependencies: { subnetId: subnets.slice(0, 1) } },
  );
  return [nat, ...subnets.flatMap((each) => routed(each, nat))];
}

function routed(of: TestResource, nat: TestResource): TestResource[] {
  const table = resource("aws:ec2/routeTable:RouteTable", of.name);
  const ofTable = { routeTableId: [table] };
  return [
    table,
    resource("aws:ec2/route:Route", of.name, {}, { dependencies: { ...ofTable, natGatewayId: [nat] } }),
    resource(
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      of.name,
      {},
      {
        dependencies: { ...ofTable, subnetId: [of] },
      },
    ),
  ];
}

describeRule(rule, {
  accepts: {
    "subnets in two zones": { given: [a, b, loadBalancer(a, b)] },
    "subnets that aren't in the stack": { given: service(["subnet-1", "subnet-2"]) },
    "one of them in the stack": { given: [a, service([UNKNOWN, "subnet-2"], a)] },
    "mappings instead of subnets": {
      given: [
        a,
        b,
        resource(
          "aws:lb/loadBalancer:LoadBalancer",
          "front",
          { subnets: UNKNOWN, subnetMappings: [{ subnetId: UNKNOWN }, { subnetId: UNKNOWN }] },
          { dependencies: { subnetMappings: [a, b] } },
        ),
      ],
    },
    "zones instead of subnets": {
      given: instances({ vpcZoneIdentifiers: UNKNOWN, availabilityZones: ["eu-central-1a", "eu-central-1b"] }),
    },
    "a NAT gateway in each zone": { given: [a, b, ...natGateway(a), ...natGateway(b)] },
    "one for all in staging": { given: [a, b, ...natGateway(a, b)], environment: "staging" },
  },
  refuses: {
    "two subnets in one zone": {
      given: [a, subnet("a2"), loadBalancer(a, subnet("a2"))],
      violations: ['front: subnets is "subnets in 1 zone"'],
    },
    "a single subnet, whatever its zone": {
      given: service(["subnet-1"]),
      violations: ['web: networkConfiguration.subnets is "subnets in 1 zone"'],
    },
    "a single zone instead of subnets": {
      given: instances({ vpcZoneIdentifiers: [], availabilityZones: ["eu-central-1a"] }),
      violations: [
        'instances: availabilityZones is "1 zone": the loss of a zone takes down more than the rest can bear; ' +
          "allowed: at least 2 zones. Fix: name another zone as well.",
      ],
    },
    "the same of a classic load balancer": {
      given: resource("aws:elb/loadBalancer:LoadBalancer", "front", {
        subnets: UNKNOWN,
        availabilityZones: ["eu-central-1a"],
      }),
      violations: ["front: availabilityZones is"],
    },
    "a NAT gateway for several zones": {
      given: [a, b, ...natGateway(a, b)],
      violations: [
        'nat-a: subnetId is "a subnet in eu-central-1a": with that zone, the private subnets in eu-central-1b lose',
      ],
    },
  },
  boundaries: {
    "a single subnet, while AWS still lists the mappings of before": {
      given: resource("aws:lb/loadBalancer:LoadBalancer", "front", {
        subnets: ["subnet-1"],
        subnetMappings: [{ subnetId: "subnet-1" }, { subnetId: "subnet-2" }],
      }),
      violations: ["front: subnets is"],
    },
    "subnets of a group, which go before the zones that AWS lists of them": {
      given: instances({ vpcZoneIdentifiers: ["subnet-1", "subnet-2"], availabilityZones: ["eu-central-1a"] }),
    },
    "fewer zones than the configuration wants": {
      given: [a, b, loadBalancer(a, b)],
      settings: { minimumZones: 3 },
      violations: ['front: subnets is "subnets in 2 zones"'],
    },
    "zones by their IDs": {
      given: [
        resource("aws:ec2/subnet:Subnet", "a", { availabilityZone: UNKNOWN, availabilityZoneId: "euc1-az1" }),
        service([UNKNOWN], subnet("a")),
      ],
      violations: ["web: networkConfiguration.subnets"],
    },
  },
  missing: {
    "no subnets": { given: [service([]), instances({})] },
  },
  unknown: {
    "an unknown zone": {
      given: [a, subnet("b", UNKNOWN), service([UNKNOWN, UNKNOWN], a, subnet("b", UNKNOWN))],
      remarks: ["b: Not determinable yet: availabilityZone isn't known"],
    },
    "a list of which only the network is known, all in one zone": {
      given: [a, service(UNKNOWN, a)],
      violations: ["web: networkConfiguration.subnets"],
    },
    "subnets and zones of which nothing is known": {
      given: instances({ vpcZoneIdentifiers: UNKNOWN, availabilityZones: UNKNOWN }),
    },
    "a list of which nothing is known": { given: service(UNKNOWN) },
  },
  production: set(of("aws:ec2/subnet:Subnet"), { availabilityZone: "eu-west-1a" }),
});
