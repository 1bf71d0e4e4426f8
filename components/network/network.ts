import * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import { Vpc } from "@pulumi/awsx/ec2"; // The whole package would load clients of AWS.
import * as pulumi from "@pulumi/pulumi";
import { DEFAULT_LOG_RETENTION_DAYS } from "../shared/log-retention";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { NetworkArgs } from "./args";
import { regionOfZones } from "./availability-zones";
import { FlowLogs } from "./flow-logs";
import { endpointServices } from "./interface-endpoints";
import { isolatedSubnetsOf } from "./isolated-subnets";
import { DEFAULT_NAT_GATEWAYS } from "./nat-gateways";
import { parseNetworkBlock } from "./network-block";
import type { NetworkOutputs } from "./network-outputs";
import { planSubnets } from "./subnet-plan";
import { createSubnets, type Subnets } from "./subnets";
import { validateNetwork } from "./validate";
import { VpcEndpoints } from "./vpc-endpoints";

const DEFAULT_CIDR_BLOCK = "10.0.0.0/16";

/**
 * The private network of one environment: in each zone a public subnet for load balancers and a private one, twice its
 * size, for everything else; on request also one without any way out, for data. What starts in it has no public
 * address, its traffic is recorded, and S3 is reached without the internet. With three zones it costs about $110 a
 * month before any traffic (us-east-1): three NAT gateways and their addresses.
 */
export class Network extends pulumi.ComponentResource implements NetworkOutputs {
  /** ID of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** IPv4 block of the VPC. */
  readonly cidrBlock: pulumi.Output<string>;
  /** Subnets that the internet can reach, one per zone in the order of the zones' names: for load balancers. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Subnets that reach the internet through NAT only, one per zone in the order of the zones' names. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /**
   * Subnets without any route out of the network, one per zone in the order of the zones' names: for databases and
   * caches. Empty where none are asked for.
   */
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  /** Route tables of the public subnets, one per zone in the order of the zones' names. */
  readonly publicRouteTableIds: pulumi.Output<string[]>;
  /** Route tables of the private subnets, one per zone in the order of the zones' names: for routes of your own. */
  readonly privateRouteTableIds: pulumi.Output<string[]>;
  /** Route tables of the isolated subnets, one per zone in the order of the zones' names; empty without these. */
  readonly isolatedRouteTableIds: pulumi.Output<string[]>;
  /**
   * Public addresses of the NAT gateways, in the order of the zones' names: from these, what runs in private subnets
   * reaches the internet. Others list them where they let callers in by address.
   */
  readonly natGatewayPublicIps: pulumi.Output<string[]>;

  /** @throws {pulumi.InputPropertiesError} naming everything that is wrong with the arguments. */
  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("Network", name, args, validateNetwork);
    super("proofpix:network:Network", name, {}, opts);

    const cidrBlock = args.cidrBlock ?? DEFAULT_CIDR_BLOCK;
    const vpc = this.createVpc(`${name}-vpc`, args, cidrBlock);
    this.closeDefaultSecurityGroup(`${name}-default`, args, vpc);
    this.createFlowLogs(name, args, vpc);
    const subnets = this.createSubnets(`${name}-vpc`, args, cidrBlock, vpc);
    this.createEndpoints(`${name}-endpoints`, args, cidrBlock, vpc, subnets);

    this.vpcId = vpc.vpcId;
    this.cidrBlock = pulumi.output(cidrBlock);
    this.publicSubnetIds = pulumi.all(subnets.publicSubnetIds);
    this.privateSubnetIds = pulumi.all(subnets.privateSubnetIds);
    this.isolatedSubnetIds = pulumi.all(subnets.isolatedSubnetIds);
    this.publicRouteTableIds = pulumi.all(subnets.publicRouteTableIds);
    this.privateRouteTableIds = pulumi.all(subnets.privateRouteTableIds);
    this.isolatedRouteTableIds = pulumi.all(subnets.isolatedRouteTableIds);
    this.natGatewayPublicIps = pulumi.all(subnets.natGatewayPublicIps);
    this.registerOutputs({
      vpcId: this.vpcId,
      cidrBlock: this.cidrBlock,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      isolatedSubnetIds: this.isolatedSubnetIds,
      publicRouteTableIds: this.publicRouteTableIds,
      privateRouteTableIds: this.privateRouteTableIds,
      isolatedRouteTableIds: this.isolatedRouteTableIds,
      natGatewayPublicIps: this.natGatewayPublicIps,
    });
  }

  /** Only the VPC and its internet gateway are awsx's, since it names subnets by their place in a list. */
  private createVpc(name: string, args: NetworkArgs, cidrBlock: string): awsx.ec2.Vpc {
    return new Vpc(
      ...transformed<awsx.ec2.VpcArgs>(
        args.transform?.vpc,
        name,
        {
          cidrBlock,
          availabilityZoneNames: [...args.availabilityZones].sort().slice(0, 1),
          subnetStrategy: "Exact",
          subnetSpecs: [{ type: "Unused", cidrBlocks: [cidrBlock] }],
          natGateways: { strategy: "None" },
          enableDnsHostnames: true,
          enableDnsSupport: true,
          tags: args.tags,
        },
        { parent: this },
      ),
    );
  }

  private createSubnets(vpcName: string, args: NetworkArgs, cidrBlock: string, vpc: awsx.ec2.Vpc): Subnets {
    const { availabilityZones, natGateways = DEFAULT_NAT_GATEWAYS, tags, transform = {} } = args;
    const children = {
      name: vpcName,
      parent: this,
      tags,
      transform,
      vpc,
      vpcId: vpc.vpcId,
      internetGatewayId: vpc.internetGateway.id,
      availabilityZones,
      natGateways,
    };
    return createSubnets(
      children,
      planSubnets(parseNetworkBlock(cidrBlock), availabilityZones),
      isolatedSubnetsOf(args),
    );
  }

  /** AWS lets everything in that group talk to each other and to the world, and uses it where no other is named. */
  private closeDefaultSecurityGroup(name: string, args: NetworkArgs, vpc: awsx.ec2.Vpc): void {
    new aws.ec2.DefaultSecurityGroup(
      ...transformed<aws.ec2.DefaultSecurityGroupArgs>(
        args.transform?.defaultSecurityGroup,
        name,
        { vpcId: vpc.vpcId, ingress: [], egress: [], tags: namedTags(name, args.tags) },
        { parent: this },
      ),
    );
  }

  private createFlowLogs(name: string, args: NetworkArgs, vpc: awsx.ec2.Vpc): void {
    new FlowLogs(
      `${name}-flow-logs`,
      {
        vpcId: vpc.vpcId,
        logGroupName: `/vpc/${name}/flow-logs`,
        retentionDays: args.flowLogRetentionDays ?? DEFAULT_LOG_RETENTION_DAYS,
        keyArn: args.logKeyArn,
        tags: args.tags,
        transform: args.transform,
      },
      { parent: this },
    );
  }

  private createEndpoints(
    name: string,
    args: NetworkArgs,
    cidrBlock: string,
    vpc: awsx.ec2.Vpc,
    subnets: Subnets,
  ): void {
    new VpcEndpoints(
      name,
      {
        region: regionOfZones(args.availabilityZones),
        vpcId: vpc.vpcId,
        vpcCidrBlock: cidrBlock,
        routeTableIds: subnets.s3RouteTableIds,
        subnetIds: subnets.privateSubnetIds,
        services: endpointServices(args.interfaceEndpoints),
        tags: args.tags,
        transform: args.transform,
      },
      { parent: this },
    );
  }
}
