import type { CloudService } from "../../model/cloud-service";
import { eip } from "./eip";
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
import { EC2_WORDING } from "./wording";

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
  functions: [getAvailabilityZones, getRegion],
  wordings: { ec2: EC2_WORDING },
};
