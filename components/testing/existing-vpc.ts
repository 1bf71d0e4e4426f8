import type { Calls } from "./echo";

const ZONES = ["a", "b", "c"] as const;
const KINDS = ["public", "private"] as const;

/** A subnet of the mocked VPC, with a route table of its own. */
interface MockedSubnet {
  readonly id: string;
  readonly kind: (typeof KINDS)[number];
  readonly zone: string;
  readonly cidrBlock: string;
  readonly routeTableId: string;
}

const SUBNETS: readonly MockedSubnet[] = KINDS.flatMap((kind, place) =>
  ZONES.map((zone, number) => ({
    id: `subnet-${kind}-${zone}`,
    ...{ kind, zone },
    cidrBlock: `10.0.${(place * ZONES.length + number) * 16}.0/20`,
    routeTableId: `rtb-${kind}-${zone}`,
  })),
);

/** What AWS answers about any VPC by its id: in each of three zones a public subnet, and a private one behind NAT. */
export function answersOfExistingVpc(region: string): Calls {
  return {
    "aws:ec2/getVpc:getVpc": ({ id }) => ({
      ...{ id, region, cidrBlock: "10.0.0.0/16" },
      enableDnsSupport: true,
      enableDnsHostnames: true,
    }),
    "aws:ec2/getSubnets:getSubnets": () => ({ ids: SUBNETS.map(({ id }) => id) }),
    "aws:ec2/getSubnet:getSubnet": ({ id }) => subnet(id, region),
    "aws:ec2/getRouteTables:getRouteTables": () => ({ ids: SUBNETS.map(({ routeTableId }) => routeTableId) }),
    "aws:ec2/getRouteTable:getRouteTable": ({ routeTableId }) => routeTable(routeTableId),
    "aws:ec2/getNatGateway:getNatGateway": ({ id }) => ({ id, publicIp: "203.0.113.10" }), // RFC 5737, for documentation
  };
}

function subnet(id: unknown, region: string): Record<string, unknown> {
  const found = SUBNETS.find((each) => each.id === id);
  return {
    ...{ id, cidrBlock: found?.cidrBlock },
    availabilityZone: `${region}${found?.zone ?? "a"}`,
    availableIpAddressCount: 4091,
    ipv6Native: false,
    outpostArn: "",
  };
}

function routeTable(routeTableId: unknown): Record<string, unknown> {
  const found = SUBNETS.find((each) => each.routeTableId === routeTableId);
  const target =
    found?.kind === "public"
      ? { gatewayId: "igw-mocked", natGatewayId: "" }
      : { gatewayId: "", natGatewayId: `nat-${found?.zone ?? "a"}` };
  return {
    routeTableId,
    associations: [{ subnetId: found?.id, main: false }],
    routes: [{ cidrBlock: "0.0.0.0/0", ...target }],
  };
}
