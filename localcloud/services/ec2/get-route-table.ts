import { refuse } from "../../model/aws-error";
import { arn } from "../../model/identifiers";
import type { CloudReader, CloudResource } from "../../model/resource";
import type { CloudFunction } from "../../model/resource-type";
import { type Properties, text } from "../../model/values";
import { answerOf, type Criteria, matching } from "./look-up";

const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
const FILE = "services/ec2/get-route-table.ts";

/** Destinations and targets of a route, as the provider lists them; a route has one of each. */
const ROUTE_PARTS = [
  "carrierGatewayId",
  "cidrBlock",
  "coreNetworkArn",
  "destinationPrefixListId",
  "egressOnlyGatewayId",
  "gatewayId",
  "instanceId",
  "ipv6CidrBlock",
  "localGatewayId",
  "natGatewayId",
  "networkInterfaceId",
  "odbNetworkArn",
  "transitGatewayId",
  "vpcEndpointId",
  "vpcPeeringConnectionId",
] as const;

/** Ids of the route tables of a VPC or with tags, the VPC's main one included. */
export const getRouteTables: CloudFunction = {
  token: "aws:ec2/getRouteTables:getRouteTables",
  call: (request) => {
    const { args, region, cloud } = request;
    const found = matching(request, tablesOf(cloud), {
      file: FILE,
      args: { vpcId: ({ inputs }) => inputs.vpcId },
      filters: { "vpc-id": ({ inputs }) => inputs.vpcId, "route-table-id": ({ id }) => id },
    });
    return { tags: {}, ...args, id: region, region, ids: found.map(({ id }) => id) };
  },
};

/**
 * The only route table of an id, a VPC or a subnet that is associated with one itself. Local routes and those of
 * gateway endpoints aren't listed (terraform-provider-aws, `internal/service/ec2/vpc_route_table_data_source.go`).
 */
export const getRouteTable: CloudFunction = {
  token: "aws:ec2/getRouteTable:getRouteTable",
  call: (request) => {
    const { args, cloud } = request;
    const table = theOnlyTable(matching(request, tablesOf(cloud), criteriaIn(cloud)));
    return {
      ...answerOf(table),
      routeTableId: table.id,
      associations: associationsOf(table, cloud),
      routes: cloud
        .ofType("aws:ec2/route:Route")
        .filter(({ inputs }) => inputs.routeTableId === table.id)
        .map(routeOf),
      gatewayId: text(args, "gatewayId") ?? "",
      subnetId: text(args, "subnetId") ?? "",
    };
  },
};

/** A VPC's main route table is there from the beginning, and no resource of a program. */
function tablesOf(cloud: CloudReader): CloudResource[] {
  const main = cloud.ofType("aws:ec2/vpc:Vpc").map((vpc) => {
    const id = String(vpc.computed.mainRouteTableId);
    const { region } = vpc;
    const computed = { arn: arn("ec2", region, cloud.accountId, `route-table/${id}`), ownerId: cloud.accountId };
    return { type: ROUTE_TABLE, id, region, urn: "", inputs: { vpcId: vpc.id }, computed };
  });
  return [...main, ...cloud.ofType(ROUTE_TABLE)];
}

function criteriaIn(cloud: CloudReader): Criteria {
  const associated = (input: "gatewayId" | "subnetId") => (table: CloudResource) =>
    associationsOf(table, cloud).map((association) => association[input]);
  return {
    file: FILE,
    args: {
      routeTableId: ({ id }) => id,
      vpcId: ({ inputs }) => inputs.vpcId,
      subnetId: associated("subnetId"),
      gatewayId: associated("gatewayId"),
    },
    filters: { "vpc-id": ({ inputs }) => inputs.vpcId, "route-table-id": ({ id }) => id },
  };
}

function theOnlyTable(tables: readonly CloudResource[]): CloudResource {
  const [first, ...others] = tables;
  if (first === undefined) {
    refuse("InvalidParameterValue", "query returned no results. Please change your search criteria and try again", "");
  }
  if (others.length === 0) return first;
  refuse(
    "InvalidParameterValue",
    "multiple Route Tables matched; use additional constraints to reduce matches to a single Route Table",
    "",
  );
}

interface Association {
  readonly gatewayId: string;
  readonly main: boolean;
  readonly routeTableAssociationId: string;
  readonly routeTableId: string;
  readonly subnetId: string;
}

function associationsOf(table: CloudResource, cloud: CloudReader): Association[] {
  const none = { gatewayId: "", subnetId: "", routeTableId: table.id };
  const isMain = table.urn === "";
  const main = { ...none, main: true, routeTableAssociationId: `rtbassoc-${table.id.slice(4)}` };
  const explicit = cloud
    .ofType("aws:ec2/routeTableAssociation:RouteTableAssociation")
    .filter(({ inputs }) => inputs.routeTableId === table.id)
    .map(({ id, inputs }) => ({
      ...none,
      main: false,
      routeTableAssociationId: id,
      gatewayId: text(inputs, "gatewayId") ?? "",
      subnetId: text(inputs, "subnetId") ?? "",
    }));
  return isMain ? [main, ...explicit] : explicit;
}

function routeOf({ inputs }: CloudResource): Properties {
  const known = { ...inputs, cidrBlock: inputs.destinationCidrBlock };
  return Object.fromEntries(ROUTE_PARTS.map((part) => [part, text(known, part) ?? ""]));
}
