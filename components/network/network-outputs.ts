import type * as pulumi from "@pulumi/pulumi";

/** What others take from a network: a `Network` gives it, and an `ExistingNetwork`. */
export interface NetworkOutputs {
  /** ID of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** IPv4 block of the VPC, the primary one where it has several. */
  readonly cidrBlock: pulumi.Output<string>;
  /** Subnets with a route to an internet gateway: for load balancers. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Subnets that reach the internet, and that it doesn't reach: for everything else. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Subnets without any route out of the network: for databases and caches; empty where there are none. */
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  /** Route tables of the public subnets. */
  readonly publicRouteTableIds: pulumi.Output<string[]>;
  /** Route tables of the private subnets: for routes of your own. */
  readonly privateRouteTableIds: pulumi.Output<string[]>;
  /** Route tables of the isolated subnets; empty where there are none. */
  readonly isolatedRouteTableIds: pulumi.Output<string[]>;
  /** Public addresses of the NAT gateways through which private subnets reach the internet. */
  readonly natGatewayPublicIps: pulumi.Output<string[]>;
}
