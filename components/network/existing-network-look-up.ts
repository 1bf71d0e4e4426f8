import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { lookUp } from "../shared/look-up";
import type { VpcFacts } from "./existing-network-checks";
import { type EndpointFacts, NEEDED_SERVICES } from "./existing-network-way-out";
import type { DefaultRoute, SubnetFacts } from "./existing-subnets";

const ANYWHERE = "0.0.0.0/0";
const PERMISSIONS = "check what the provider's credentials may read of EC2";
const NOT_FOUND = "no matching EC2 VPC Endpoint found";

/** Asks AWS for a VPC and its IPv4 subnets. */
export async function lookUpNetwork(
  vpcId: string,
  options: pulumi.InvokeOptions,
): Promise<{ readonly vpc: VpcFacts & { readonly region: string }; readonly subnets: readonly SubnetFacts[] }> {
  const vpc = await lookUp(
    aws.ec2.getVpc({ id: vpcId }, options),
    `the VPC "${vpcId}"`,
    "check its id, and the region and account of the provider",
  );
  const [subnets, tables] = await Promise.all([subnetsOf(vpcId, options), routeTablesOf(vpcId, options)]);
  const ipv4 = subnets.filter(({ ipv6Native, outpostArn }) => !ipv6Native && outpostArn === "");
  return { vpc, subnets: ipv4.map((subnet) => factsOf(subnet, tables)) };
}

/** Asks AWS for the endpoints of a VPC through which tasks could start without a route to the internet. */
export async function lookUpEndpoints(
  { id: vpcId, region }: { readonly id: string; readonly region: string },
  options: pulumi.InvokeOptions,
): Promise<EndpointFacts> {
  const nameOf = (service: string) => `com.amazonaws.${region}.${service}`;
  const found = await Promise.all(
    NEEDED_SERVICES.map(async (service) => ({
      service,
      endpoint: await endpointOf({ vpcId, serviceName: nameOf(service) }, options),
    })),
  );
  const s3 = await endpointOf(
    { vpcId, serviceName: nameOf("s3"), filters: [{ name: "vpc-endpoint-type", values: ["Gateway"] }] },
    options,
  );
  return {
    services: found.filter(({ endpoint }) => endpoint?.privateDnsEnabled === true).map(({ service }) => service),
    s3RouteTableIds: s3?.routeTableIds ?? [],
  };
}

/** Public addresses of the NAT gateways that subnets use, each once. */
export async function lookUpNatGateways(
  subnets: readonly SubnetFacts[],
  options: pulumi.InvokeOptions,
): Promise<string[]> {
  const ids = new Set(subnets.flatMap(({ natGatewayId }) => natGatewayId ?? []));
  const gateways = await Promise.all(
    [...ids].map((id) => lookUp(aws.ec2.getNatGateway({ id }, options), `the NAT gateway "${id}"`, PERMISSIONS)),
  );
  return gateways.map(({ publicIp }) => publicIp).filter((address) => address !== "");
}

async function subnetsOf(vpcId: string, options: pulumi.InvokeOptions): Promise<aws.ec2.GetSubnetResult[]> {
  const filters = [{ name: "vpc-id", values: [vpcId] }];
  const { ids } = await lookUp(aws.ec2.getSubnets({ filters }, options), `subnets of "${vpcId}"`, PERMISSIONS);
  return Promise.all(ids.map((id) => lookUp(aws.ec2.getSubnet({ id }, options), `the subnet "${id}"`, PERMISSIONS)));
}

async function routeTablesOf(vpcId: string, options: pulumi.InvokeOptions): Promise<aws.ec2.GetRouteTableResult[]> {
  const { ids } = await lookUp(aws.ec2.getRouteTables({ vpcId }, options), `route tables of "${vpcId}"`, PERMISSIONS);
  return Promise.all(
    ids.map((routeTableId) =>
      lookUp(aws.ec2.getRouteTable({ routeTableId }, options), `the route table "${routeTableId}"`, PERMISSIONS),
    ),
  );
}

/** A subnet has the route table that is associated with it, else the VPC's main one. */
function factsOf(subnet: aws.ec2.GetSubnetResult, tables: readonly aws.ec2.GetRouteTableResult[]): SubnetFacts {
  const { id, availabilityZone, cidrBlock, availableIpAddressCount: freeAddresses } = subnet;
  const table =
    tables.find(({ associations }) => associations.some(({ subnetId }) => subnetId === id)) ??
    tables.find(({ associations }) => associations.some(({ main }) => main));
  const route = table?.routes.find((each) => each.cidrBlock === ANYWHERE);
  return {
    ...{ id, availabilityZone, cidrBlock, freeAddresses },
    routeTableId: table?.routeTableId ?? "",
    defaultRoute: defaultRouteOf(route),
    natGatewayId: route?.natGatewayId || undefined,
  };
}

function defaultRouteOf(route: { readonly gatewayId: string } | undefined): DefaultRoute {
  if (route === undefined) return "nowhere";
  return route.gatewayId.startsWith("igw-") ? "internet-gateway" : "elsewhere";
}

/** The endpoint of a service; undefined where the VPC has none. */
async function endpointOf(
  args: aws.ec2.GetVpcEndpointArgs,
  options: pulumi.InvokeOptions,
): Promise<aws.ec2.GetVpcEndpointResult | undefined> {
  try {
    return await aws.ec2.getVpcEndpoint(args, options);
  } catch (error) {
    if (String(error).includes(NOT_FOUND)) return undefined;
    return lookUp(Promise.reject(error as Error), `endpoints of "${args.vpcId ?? ""}"`, PERMISSIONS);
  }
}
