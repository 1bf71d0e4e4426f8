import { refuse } from "../../model/aws-error";
import { arn, ec2Id } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { given, refuseUnmodelled } from "../shared/inputs";
import {
  internetGatewayReference,
  routeTableReference,
  subnetReference,
  vpcOf,
  vpcReference,
  withoutProtection,
} from "./references";

const ROUTE_TABLE = "aws:ec2/routeTable:RouteTable";
const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";

export const routeTable: ResourceType = {
  type: ROUTE_TABLE,
  mapping: { operation: "ec2.CreateRouteTable" },
  replaceOnChanges: ["vpcId", "region"],
  references: [vpcReference("vpcId")],
  rules: [
    refuseUnmodelled(
      ["routes", "propagatingVgws"],
      "routes inside a route table, only aws.ec2.Route",
      "services/ec2/route-table.ts",
    ),
  ],
  make: ({ region, accountId }) => {
    const id = ec2Id("rtb");
    return { id, computed: { arn: arn("ec2", region, accountId, `route-table/${id}`), ownerId: accountId } };
  },
};

export const routeTableAssociation: ResourceType = {
  type: ASSOCIATION,
  mapping: { operation: "ec2.AssociateRouteTable" },
  replaceOnChanges: ["subnetId", "gatewayId", "region"],
  references: [
    routeTableReference("routeTableId"),
    withoutProtection(subnetReference("subnetId")),
    internetGatewayReference("gatewayId"),
  ],
  rules: [requireOneSide, requireOneNetwork, requireRoutesOfGateway, requireOnlyAssociation],
  make: () => ({ id: ec2Id("rtbassoc"), computed: {} }),
};

/** Amazon EC2 API Reference, AssociateRouteTable. */
function requireOneSide({ inputs }: Operation): void {
  if (given(inputs, ["subnetId", "gatewayId"]).length === 1) return;
  refuse("InvalidParameterCombination", "Either a subnet or a gateway must be given", "subnetId, gatewayId");
}

function requireOneNetwork({ inputs, cloud }: Operation): void {
  const routeTableId = text(inputs, "routeTableId");
  const [subnetId, gatewayId] = [text(inputs, "subnetId"), text(inputs, "gatewayId")];
  const network = vpcOf(cloud, ROUTE_TABLE, routeTableId);
  const other =
    vpcOf(cloud, "aws:ec2/subnet:Subnet", subnetId) ??
    vpcOf(cloud, "aws:ec2/internetGateway:InternetGateway", gatewayId);
  if (network === other) return;
  const [side, input] =
    subnetId === undefined ? [`gateway ${gatewayId ?? ""}`, "gatewayId"] : [`subnet ${subnetId}`, "subnetId"];
  refuse(
    "InvalidParameterValue",
    `Route table ${routeTableId ?? ""} and ${side} belong to different networks`,
    `routeTableId, ${input}`,
  );
}

/**
 * Amazon VPC User Guide, "Gateway route tables": the table of a gateway leads into the VPC, and to no other gateway.
 */
function requireRoutesOfGateway({ inputs, cloud }: Operation): void {
  if (text(inputs, "gatewayId") === undefined) return;
  const routeTableId = text(inputs, "routeTableId");
  const outward = cloud
    .ofType("aws:ec2/route:Route")
    .find(
      (route) =>
        route.inputs.routeTableId === routeTableId && given(route.inputs, ["gatewayId", "natGatewayId"]).length > 0,
    );
  if (outward === undefined) return;
  refuse(
    "InvalidParameterValue",
    `Route table ${routeTableId ?? ""} has a route to a gateway, ${outward.id}, and can't be associated with one`,
    "routeTableId, gatewayId",
  );
}

/** Amazon VPC User Guide, "Subnet route tables": a subnet has one route table at a time. */
function requireOnlyAssociation({ inputs, cloud, previous }: Operation): void {
  const subnetId = text(inputs, "subnetId");
  const isAssociated = cloud
    .ofType(ASSOCIATION)
    .some((other) => other.id !== previous?.id && subnetId !== undefined && other.inputs.subnetId === subnetId);
  if (!isAssociated) return;
  refuse(
    "Resource.AlreadyAssociated",
    `the specified association for route table ${text(inputs, "routeTableId") ?? ""} conflicts with an existing association`,
    "subnetId",
  );
}
