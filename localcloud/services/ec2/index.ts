import type { CloudService } from "../../model/cloud-service";
import { getAvailabilityZones } from "./availability-zones";
import { defaultSecurityGroup } from "./default-security-group";
import { eip } from "./eip";
import { flowLog } from "./flow-log";
import { internetGateway } from "./internet-gateway";
import { launchTemplate } from "./launch-template";
import { natGateway } from "./nat-gateway";
import { getRegion } from "./region";
import { routeTableAssociation } from "./route-table-association";
import { routeTable } from "./route-table";
import { route } from "./route";
import { securityGroup } from "./security-group";
import { subnet } from "./subnet";
import { vpcEndpoint } from "./vpc-endpoint";
import { vpc } from "./vpc";
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
    vpcEndpoint,
    flowLog,
    launchTemplate,
  ],
  functions: [getAvailabilityZones, getRegion],
  wordings: { ec2: EC2_WORDING },
};
