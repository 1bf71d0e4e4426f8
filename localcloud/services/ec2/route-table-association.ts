import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { ec2Id } from "../../model/token";
import { text } from "../../model/values";
import { given } from "../shared/inputs";
import { passing, routeTableReference, subnetReference } from "./references";
import { vpcOf } from "./vpc-of";

const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";

export const routeTableAssociation: ResourceType = {
  type: ASSOCIATION,
  replaceOnChanges: ["subnetId", "gatewayId", "region"],
  references: [
    routeTableReference("routeTableId"),
    passing(subnetReference("subnetId")),
    {
      input: "gatewayId",
      to: ["aws:ec2/internetGateway:InternetGateway"],
      inRegion: true,
      missing: { code: "InvalidGatewayID.NotFound", message: (id) => `The gateway ID '${id}' does not exist` },
    },
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
  const network = vpcOf(cloud, "aws:ec2/routeTable:RouteTable", routeTableId);
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

/** Amazon VPC User Guide, "Gateway route tables": what comes in goes on to the VPC, and to no other gateway. */
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
  const taken = cloud
    .ofType(ASSOCIATION)
    .some((other) => other.id !== previous?.id && subnetId !== undefined && other.inputs.subnetId === subnetId);
  if (!taken) return;
  refuse(
    "Resource.AlreadyAssociated",
    `the specified association for route table ${text(inputs, "routeTableId") ?? ""} conflicts with an existing association`,
    "subnetId",
  );
}
