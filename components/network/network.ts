import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { NatGateways, NetworkArgs } from "./arguments";
import { regionOfZones } from "./availability-zones";
import { FlowLogs } from "./flow-logs";
import { endpointServices } from "./interface-endpoints";
import { withoutPublicAddresses } from "./public-addresses";
import { planSubnets, subnetSpecs } from "./subnet-plan";
import { parseNetworkBlock, validateNetworkArgs } from "./validate-arguments";
import { VpcEndpoints } from "./vpc-endpoints";

const DEFAULT_CIDR_BLOCK = "10.0.0.0/16";
const DEFAULT_FLOW_LOG_RETENTION_DAYS = 365;
const NAT_STRATEGIES = { "one-per-zone": "OnePerAz", single: "Single" } as const satisfies Record<NatGateways, string>;

/**
 * The private network of one environment (SE-3, ENV-4): in each zone a public subnet for load balancers, and a private
 * one, twice its size, for everything else. What starts in it has no public address, its traffic is recorded, and S3 is
 * reached without the internet. With three zones it costs about $110 a month before any traffic (us-east-1): three NAT
 * gateways and their addresses.
 */
export class Network extends pulumi.ComponentResource {
  /** ID of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** IPv4 block of the VPC. */
  readonly cidrBlock: pulumi.Output<string>;
  /** Subnets that the internet can reach, one per zone in the order of the zones: for load balancers. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Subnets that reach the internet through NAT only, one per zone in the order of the zones. */
  readonly privateSubnetIds: pulumi.Output<string[]>;

  /** @throws {pulumi.InputPropertiesError} naming everything that is wrong with the arguments. */
  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    validateNetworkArgs(args);
    super("proofpix:network:Network", name, {}, opts);

    const cidrBlock = args.cidrBlock ?? DEFAULT_CIDR_BLOCK;
    const vpc = this.createVpc(`${name}-vpc`, args, cidrBlock);
    this.closeDefaultSecurityGroup(`${name}-default`, args, vpc);
    this.createFlowLogs(name, args, vpc);
    this.createEndpoints(`${name}-endpoints`, args, cidrBlock, vpc);

    this.vpcId = vpc.vpcId;
    this.cidrBlock = pulumi.output(cidrBlock);
    this.publicSubnetIds = vpc.publicSubnetIds;
    this.privateSubnetIds = vpc.privateSubnetIds;
    this.registerOutputs({
      vpcId: this.vpcId,
      cidrBlock: this.cidrBlock,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
    });
  }

  private createVpc(name: string, args: NetworkArgs, cidrBlock: string): awsx.ec2.Vpc {
    const plan = planSubnets(parseNetworkBlock(cidrBlock), args.availabilityZones);
    return new awsx.ec2.Vpc(
      ...transformed<awsx.ec2.VpcArgs>(
        args.transform?.vpc,
        name,
        {
          cidrBlock,
          availabilityZoneNames: plan.map((zone) => zone.availabilityZone),
          // "Exact" makes awsx check the plan for gaps and overlaps, and allocate nothing itself.
          subnetStrategy: "Exact",
          subnetSpecs: subnetSpecs(plan),
          natGateways: { strategy: NAT_STRATEGIES[args.natGateways ?? "one-per-zone"] },
          enableDnsHostnames: true,
          enableDnsSupport: true,
          tags: args.tags,
        },
        { parent: this, transforms: [withoutPublicAddresses] },
      ),
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
        retentionDays: args.flowLogRetentionDays ?? DEFAULT_FLOW_LOG_RETENTION_DAYS,
        keyArn: args.logKeyArn,
        tags: args.tags,
        transform: args.transform,
      },
      { parent: this },
    );
  }

  private createEndpoints(name: string, args: NetworkArgs, cidrBlock: string, vpc: awsx.ec2.Vpc): void {
    new VpcEndpoints(
      name,
      {
        region: regionOfZones(args.availabilityZones),
        vpcId: vpc.vpcId,
        vpcCidrBlock: cidrBlock,
        routeTableIds: vpc.routeTables.apply((routeTables) => pulumi.all(routeTables.map(({ id }) => id))),
        subnetIds: vpc.privateSubnetIds,
        services: endpointServices(args.interfaceEndpoints),
        tags: args.tags,
        transform: args.transform,
      },
      { parent: this },
    );
  }
}
