import { crc32 } from "node:zlib";
import { AwsError } from "../../model/aws-error";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { given } from "../shared/inputs";
import { passing, routeTableReference } from "./references";
import { vpcOf } from "./vpc-of";

const ROUTE = "aws:ec2/route:Route";

const DESTINATIONS = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"] as const;

const TARGETS = [
  "carrierGatewayId",
  "coreNetworkArn",
  "egressOnlyGatewayId",
  "gatewayId",
  "localGatewayId",
  "natGatewayId",
  "networkInterfaceId",
  "odbNetworkArn",
  "transitGatewayId",
  "vpcEndpointId",
  "vpcPeeringConnectionId",
] as const;

/** A route to something that is gone stays behind as a black hole, so no target is held by its routes. */
const TARGET_REFERENCES: readonly Reference[] = [
  {
    input: "gatewayId",
    to: ["aws:ec2/internetGateway:InternetGateway"],
    missing: { code: "InvalidGatewayID.NotFound", message: (id) => `The gateway ID '${id}' does not exist` },
  },
  {
    input: "natGatewayId",
    to: ["aws:ec2/natGateway:NatGateway"],
    missing: { code: "InvalidNatGatewayID.NotFound", message: (id) => `The natGateway ID '${id}' does not exist` },
  },
  {
    input: "vpcEndpointId",
    to: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
    missing: { code: "InvalidVpcEndpointId.NotFound", message: (id) => `The Vpc Endpoint Id '${id}' does not exist` },
  },
];

export const route: ResourceType = {
  type: ROUTE,
  replacedBy: ["routeTableId", ...DESTINATIONS, "region"],
  references: [passing(routeTableReference("routeTableId")), ...TARGET_REFERENCES],
  rules: [requireOneDestination, requireOneTarget, requireOneNetwork, requireFreeDestination],
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
  throw new AwsError(
    "InvalidParameterCombination",
    `Exactly one destination must be given (${DESTINATIONS.join(", ")})`,
  );
}

/** Amazon EC2 API Reference, CreateRoute. */
function requireOneTarget({ inputs }: Operation): void {
  if (given(inputs, TARGETS).length === 1) return;
  throw new AwsError("InvalidParameterCombination", `Exactly one target must be given (${TARGETS.join(", ")})`);
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
  throw new AwsError(
    "InvalidParameterValue",
    `route table ${text(inputs, "routeTableId") ?? ""} and network gateway ${foreign} belong to different networks (routeTableId)`,
  );
}

/** Amazon VPC User Guide, "Configure route tables": a destination stands once, and the VPC's own block is its local route. */
function requireFreeDestination({ inputs, cloud, previous }: Operation): void {
  const destination = destinationOf(inputs);
  const network = vpcOf(cloud, "aws:ec2/routeTable:RouteTable", text(inputs, "routeTableId"));
  const local = text(cloud.find("aws:ec2/vpc:Vpc", network ?? "")?.inputs ?? {}, "cidrBlock");
  const others = cloud
    .ofType(ROUTE)
    .filter((other) => other.id !== previous?.id && other.inputs.routeTableId === inputs.routeTableId)
    .map((other) => destinationOf(other.inputs));
  if (![local, ...others].includes(destination)) return;
  throw new AwsError(
    "RouteAlreadyExists",
    `The route identified by ${destination ?? ""} already exists. (${given(inputs, DESTINATIONS).join()})`,
  );
}
