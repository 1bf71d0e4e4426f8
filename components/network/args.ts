import type * as aws from "@pulumi/aws";
import type * as awsx from "@pulumi/awsx";
import type * as pulumi from "@pulumi/pulumi";
import type { LogRetentionDays } from "../shared/log-retention";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";
import type { InterfaceEndpointService } from "./interface-endpoints";

/** How private subnets reach the internet; each gateway costs about $33 a month and $0.045 per GB (us-east-1). */
export type NatGateways = "one-per-zone" | "single";

/** What isolated subnets reach beside the network itself. */
export interface IsolatedSubnetsArgs {
  /**
   * Whether the network's gateway endpoint leads from them to S3, at no charge: for databases that import from buckets
   * or export to them. A bucket of anyone is reached so, and thus also a way out for data. Changing it is without
   * downtime.
   * @default false
   */
  readonly s3Endpoint?: boolean;
}

/** Escape hatches, one for each kind of child. */
export interface NetworkTransforms {
  /** Its children (VPC and internet gateway) are awsx's own: reach them through `options.transforms`. */
  readonly vpc?: Transform<awsx.ec2.VpcArgs>;
  readonly subnet?: Transform<aws.ec2.SubnetArgs>;
  readonly routeTable?: Transform<aws.ec2.RouteTableArgs>;
  readonly routeTableAssociation?: Transform<aws.ec2.RouteTableAssociationArgs>;
  readonly route?: Transform<aws.ec2.RouteArgs>;
  readonly elasticIp?: Transform<aws.ec2.EipArgs>;
  readonly natGateway?: Transform<aws.ec2.NatGatewayArgs>;
  readonly defaultSecurityGroup?: Transform<aws.ec2.DefaultSecurityGroupArgs>;
  readonly flowLogGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly flowLogRole?: Transform<aws.iam.RoleArgs>;
  readonly flowLogRolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly flowLog?: Transform<aws.ec2.FlowLogArgs>;
  readonly s3Endpoint?: Transform<aws.ec2.VpcEndpointArgs>;
  readonly interfaceEndpoint?: Transform<aws.ec2.VpcEndpointArgs>;
  readonly endpointSecurityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  readonly endpointIngressRule?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
}

/** Arguments of a `Network`. */
export interface NetworkArgs {
  /**
   * Private IPv4 block (RFC 1918) of the network, from /16 to /22, outside of Docker's 172.17.0.0/16. Networks that are
   * to be connected one day need blocks that don't overlap. Changing it replaces the network and everything in it:
   * downtime.
   * @default "10.0.0.0/16"
   */
  readonly cidrBlock?: string;
  /**
   * Two or three zones of the provider's region, commercial or GovCloud (US), such as
   * `["eu-central-1a", "eu-central-1b"]`. Each has the addresses that go with its letter: `a` to `d` a quarter of the
   * block each, `e` the same as `a` and `f` as `b`, so that these exclude each other. A zone that is added or removed
   * leaves the others as they are; what runs in one that is removed moves first. Their order matters only to
   * `natGateways: "single"`.
   */
  readonly availabilityZones: readonly string[];
  /**
   * `"one-per-zone"` survives the loss of a zone. `"single"` costs a half or a third, but the loss of its zone cuts
   * every private subnet off from the internet, and traffic from other zones costs $0.01 per GB more. The single one is
   * in the zone that is listed first. Changing it, or that zone, changes the address that others see, and interrupts
   * outbound connections for about a minute.
   * @default "one-per-zone"
   */
  readonly natGateways?: NatGateways;
  /**
   * Whether each zone has a third subnet whose route table leads nowhere outside of the network, for databases and
   * caches: what runs in it reaches neither the internet nor is reached from there, whatever security groups say. It
   * takes the last quarter of the zone's addresses, which is free otherwise, so that asking for it on a running network
   * changes nothing else. Taking it away is refused by AWS while anything is left in these subnets. No charge.
   * @default false
   */
  readonly isolatedSubnets?: boolean | IsolatedSubnetsArgs;
  /**
   * AWS services that all subnets, isolated ones included, reach without leaving the network; `true` stands for all
   * that {@link InterfaceEndpointService} lists. Each costs about $7.30 a month **per zone** and $0.01 per GB
   * (us-east-1): all six in three zones about $131 a month.
   * @default - none: these services are reached through the NAT gateways, encrypted all the same
   */
  readonly interfaceEndpoints?: boolean | readonly InterfaceEndpointService[];
  /** Days for which flow logs are kept; CloudWatch Logs takes in a GB for about $0.50 (us-east-1). @default 365 */
  readonly flowLogRetentionDays?: LogRetentionDays;
  /**
   * ARN of the KMS key for the flow logs, whose policy has to let CloudWatch Logs use it, as that of `EncryptionKey`
   * does.
   * @default - encrypted with a key of CloudWatch Logs
   */
  readonly logKeyArn?: pulumi.Input<string> | undefined;
  /** Tags of every child, those of awsx included. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: NetworkTransforms;
}
