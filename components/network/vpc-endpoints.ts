import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { InterfaceEndpointService } from "./interface-endpoints";
import type { VpcEndpointsArgs } from "./vpc-endpoints-args";
import { validateVpcEndpoints } from "./vpc-endpoints-validate";

const HTTPS_PORT = 443;

/** Endpoints through which a VPC reaches AWS services without the internet: always S3, others on request. */
export class VpcEndpoints extends pulumi.ComponentResource {
  constructor(name: string, args: VpcEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("VpcEndpoints", name, args, validateVpcEndpoints);
    super("proofpix:network:VpcEndpoints", name, {}, opts);

    this.createS3Endpoint(name, args);
    if (args.services.length > 0) {
      const securityGroup = this.createSecurityGroup(name, args);
      for (const service of args.services) this.createInterfaceEndpoint(name, args, service, securityGroup.id);
    }
    this.registerOutputs();
  }

  private createS3Endpoint(name: string, args: VpcEndpointsArgs): void {
    const endpointName = `${name}-s3`;
    new aws.ec2.VpcEndpoint(
      ...transformed<aws.ec2.VpcEndpointArgs>(
        args.transform?.s3Endpoint,
        endpointName,
        {
          vpcId: args.vpcId,
          vpcEndpointType: "Gateway",
          serviceName: `com.amazonaws.${args.region}.s3`,
          routeTableIds: args.routeTableIds,
          tags: namedTags(endpointName, args.tags),
        },
        { parent: this },
      ),
    );
  }

  private createSecurityGroup(name: string, args: VpcEndpointsArgs): aws.ec2.SecurityGroup {
    const securityGroup = new aws.ec2.SecurityGroup(
      ...transformed<aws.ec2.SecurityGroupArgs>(
        args.transform?.endpointSecurityGroup,
        name,
        { vpcId: args.vpcId, description: "Interface endpoints", tags: namedTags(name, args.tags) },
        { parent: this },
      ),
    );
    new aws.vpc.SecurityGroupIngressRule(
      ...transformed<aws.vpc.SecurityGroupIngressRuleArgs>(
        args.transform?.endpointIngressRule,
        `${name}-https`,
        {
          securityGroupId: securityGroup.id,
          description: "HTTPS from the network",
          cidrIpv4: args.vpcCidrBlock,
          ipProtocol: "tcp",
          fromPort: HTTPS_PORT,
          toPort: HTTPS_PORT,
          tags: namedTags(`${name}-https`, args.tags),
        },
        { parent: this },
      ),
    );
    return securityGroup;
  }

  private createInterfaceEndpoint(
    name: string,
    args: VpcEndpointsArgs,
    service: InterfaceEndpointService,
    securityGroupId: pulumi.Output<string>,
  ): void {
    const endpointName = `${name}-${service.replace(".", "-")}`;
    new aws.ec2.VpcEndpoint(
      ...transformed<aws.ec2.VpcEndpointArgs>(
        args.transform?.interfaceEndpoint,
        endpointName,
        {
          vpcId: args.vpcId,
          vpcEndpointType: "Interface",
          serviceName: `com.amazonaws.${args.region}.${service}`,
          subnetIds: args.subnetIds,
          securityGroupIds: [securityGroupId],
          privateDnsEnabled: true,
          tags: namedTags(endpointName, args.tags),
        },
        { parent: this },
      ),
    );
  }
}
