import { demandOf, memberPath } from "../../limits/wording";
import type { LimitRefusal, Wording } from "../../model/limits";
import type { CloudService } from "../../model/resource-type";
import { eip } from "./eip";
import { getNatGateway, getVpcEndpoint } from "./get-gateway";
import { getRouteTable, getRouteTables } from "./get-route-table";
import { getSubnet, getSubnets } from "./get-subnet";
import { getVpc } from "./get-vpc";
import { flowLog } from "./flow-log";
import { internetGateway } from "./internet-gateway";
import { launchTemplate } from "./launch-template";
import { natGateway } from "./nat-gateway";
import { getAvailabilityZones, getRegion } from "./region";
import { route } from "./route";
import { routeTable, routeTableAssociation } from "./route-table";
import { defaultSecurityGroup, securityGroup } from "./security-group";
import { securityGroupEgressRule, securityGroupIngressRule } from "./security-group-rule";
import { subnet } from "./subnet";
import { vpc } from "./vpc";
import { vpcEndpoint } from "./vpc-endpoint";

/** Amazon EC2's own words (Amazon EC2 API Reference, "Error codes"). */
const WORDING: Wording = {
  code: ({ violation }) => (violation.demand === "present" ? "MissingParameter" : "InvalidParameterValue"),
  message,
};

export const EC2: CloudService = {
  types: [
    vpc,
    subnet,
    internetGateway,
    routeTable,
    route,
    routeTableAssociation,
    eip,
    natGateway,
    securityGroup,
    defaultSecurityGroup,
    securityGroupIngressRule,
    securityGroupEgressRule,
    vpcEndpoint,
    flowLog,
    launchTemplate,
  ],
  functions: [
    getAvailabilityZones,
    getNatGateway,
    getRegion,
    getRouteTable,
    getRouteTables,
    getSubnet,
    getSubnets,
    getVpc,
    getVpcEndpoint,
  ],
  wordings: { ec2: WORDING },
};

function message(refusal: LimitRefusal): string {
  const parameter = memberPath(refusal);
  if (refusal.violation.demand === "present") return `The request must contain the parameter ${parameter}`;
  return `Value (${refusal.value ?? ""}) for parameter ${parameter} is invalid. It ${demandOf(refusal.violation)}`;
}
