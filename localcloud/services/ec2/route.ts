import { crc32 } from "node:zlib";
import { refuse } from "../../model/aws-error";
import type { CloudReader } from "../../model/resource";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { contains } from "../shared/cidr";
import { given, refuseUnmodelled } from "../shared/inputs";
import { CIDR } from "./limits";
import { internetGatewayReference, routeTableReference, vpcOf, withoutProtection } from "./references";

const ROUTE = "aws:ec2/route:Route";

/** Addresses of services of AWS (Amazon VPC User Guide, "Route table concepts"). */
const AWS_SERVICES = "169.254.168.0/22";

const DESTINATIONS = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"] as const;

/** Targets of types that aren't modelled. */
const UNMODELLED_TARGETS = [
  "carrierGatewayId",
  "coreNetworkArn",
  "egressOnlyGatewayId",
  "localGatewayId",
  "networkInterfaceId",
  "odbNetworkArn",
  "transitGatewayId",
  "vpcPeeringConnectionId",
] as const;

const TARGETS = ["gatewayId", "natGatewayId", "vpcEndpointId", ...UNMODELLED_TARGETS] as const;

/** AWS deletes a target although routes lead to it: they stay as black holes. */
const TARGET_REFERENCES: readonly Reference[] = [
  internetGatewayReference("gatewayId"),
  {
    input: "natGatewayId",
    to: ["aws:ec2/natGateway:NatGateway"],
    inRegion: true,
    missing: { code: "InvalidNatGatewayID.NotFound", message: (id) => `The natGateway ID '${id}' does not exist` },
  },
  {
    input: "vpcEndpointId",
    to: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
    inRegion: true,
    missing: { code: "InvalidVpcEndpointId.NotFound", message: (id) => `The Vpc Endpoint Id '${id}' does not exist` },
  },
];

export const route: ResourceType = {
  type: ROUTE,
  mapping: { operation: "ec2.CreateRoute", inputs: { egressOnlyGatewayId: "EgressOnlyInternetGatewayId" } },
  documentedLimits: { destinationCidrBlock: [CIDR] },
  replaceOnChanges: ["routeTableId", ...DESTINATIONS, "region"],
  references: [withoutProtection(routeTableReference("routeTableId")), ...TARGET_REFERENCES],
  rules: [
    requireOneDestination,
    requireOneTarget,
    refuseUnmodelled(
      [...UNMODELLED_TARGETS, "destinationIpv6CidrBlock", "destinationPrefixListId"],
      "such routes",
      "services/ec2/route.ts",
    ),
    refuseEndpoint,
    requirePossibleDestination,
    requireOneNetwork,
    requireFreeDestination,
  ],
  make: ({ inputs }) => ({
    id: `r-${text(inputs, "routeTableId") ?? ""}${crc32(destinationOf(inputs) ?? "")}`,
    computed: { origin: "CreateRoute", state: "active" },
  }),
};

function destinationOf(inputs: Operation["inputs"]): string | undefined {
  const [destination] = given(inputs, DESTINATIONS);
  return destination === undefined ? undefined : text(inputs, destination);
}

/** Amazon EC2 API Reference, CreateRoute. */
function requireOneDestination({ inputs }: Operation): void {
  if (given(inputs, DESTINATIONS).length === 1) return;
  refuse("InvalidParameterCombination", `Exactly one destination must be given`, DESTINATIONS.join(", "));
}

/** Amazon EC2 API Reference, CreateRoute. */
function requireOneTarget({ inputs }: Operation): void {
  if (given(inputs, TARGETS).length === 1) return;
  refuse("InvalidParameterCombination", `Exactly one target must be given`, TARGETS.join(", "));
}

/**
 * Amazon EC2 API Reference, CreateRoute: only endpoints of Gateway Load Balancers, which are not modelled, are targets.
 */
function refuseEndpoint({ inputs }: Operation): void {
  const endpoint = text(inputs, "vpcEndpointId");
  if (endpoint === undefined) return;
  refuse("InvalidParameterValue", `A route can't lead to the endpoint ${endpoint}`, "vpcEndpointId");
}

/**
 * Amazon VPC User Guide, "Route table concepts": no route leads a part of the VPC, or AWS's own services, to a gateway.
 */
function requirePossibleDestination({ inputs, cloud }: Operation): void {
  const destination = text(inputs, "destinationCidrBlock") ?? "";
  const network = vpcOf(cloud, "aws:ec2/routeTable:RouteTable", text(inputs, "routeTableId"));
  const local = localBlockOf(network, cloud);
  if (destination !== local && contains(local, destination) && !isSubnetThroughNat(inputs, network, cloud)) {
    refuse(
      "InvalidParameterValue",
      `The destination CIDR block ${destination} is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.`,
      "destinationCidrBlock",
    );
  }
  if (!contains(AWS_SERVICES, destination)) return;
  refuse(
    "InvalidParameterValue",
    `The destination CIDR block ${destination} is reserved for services of AWS`,
    "destinationCidrBlock",
  );
}

/** The VPC's own block; every table has a local route for it. */
function localBlockOf(network: string | undefined, cloud: CloudReader): string {
  return text(cloud.find("aws:ec2/vpc:Vpc", network ?? "")?.inputs ?? {}, "cidrBlock") ?? "";
}

/** Amazon VPC User Guide, "Middlebox routing": the traffic to a whole subnet may go through a NAT gateway. */
function isSubnetThroughNat(inputs: Operation["inputs"], network: string | undefined, cloud: CloudReader): boolean {
  const isSubnet = cloud
    .ofType("aws:ec2/subnet:Subnet")
    .some((subnet) => subnet.inputs.vpcId === network && subnet.inputs.cidrBlock === inputs.destinationCidrBlock);
  return isSubnet && given(inputs, ["natGatewayId"]).length > 0;
}

function requireOneNetwork({ inputs, cloud }: Operation): void {
  const network = vpcOf(cloud, "aws:ec2/routeTable:RouteTable", text(inputs, "routeTableId"));
  const gatewayId = text(inputs, "gatewayId");
  const natGatewayId = text(inputs, "natGatewayId");
  const natGateway = cloud.find("aws:ec2/natGateway:NatGateway", natGatewayId ?? "");
  const others = [
    [gatewayId, vpcOf(cloud, "aws:ec2/internetGateway:InternetGateway", gatewayId)],
    [natGatewayId, vpcOf(cloud, "aws:ec2/subnet:Subnet", text(natGateway?.inputs ?? {}, "subnetId"))],
  ];
  const foreign = others.find(([id, vpcId]) => id !== undefined && vpcId !== network)?.[0];
  if (foreign === undefined) return;
  refuse(
    "InvalidParameterValue",
    `route table ${text(inputs, "routeTableId") ?? ""} and network gateway ${foreign} belong to different networks`,
    "routeTableId",
  );
}

/**
 * Amazon VPC User Guide, "Configure route tables": a table has one route for each destination, and a local one for the
 * VPC's own block.
 */
function requireFreeDestination({ inputs, cloud, previous }: Operation): void {
  const destination = destinationOf(inputs);
  const network = vpcOf(cloud, "aws:ec2/routeTable:RouteTable", text(inputs, "routeTableId"));
  const local = localBlockOf(network, cloud);
  const others = cloud
    .ofType(ROUTE)
    .filter((other) => other.id !== previous?.id && other.inputs.routeTableId === inputs.routeTableId)
    .map((other) => destinationOf(other.inputs));
  if (![local, ...others].includes(destination)) return;
  refuse(
    "RouteAlreadyExists",
    `The route identified by ${destination ?? ""} already exists.`,
    given(inputs, DESTINATIONS).join(),
  );
}
