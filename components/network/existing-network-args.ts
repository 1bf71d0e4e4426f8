import type * as pulumi from "@pulumi/pulumi";

/** Arguments of an `ExistingNetwork`. A change of any of them makes nothing anew by itself: it chooses subnets. */
export interface ExistingNetworkArgs {
  /** ID of the VPC, such as `"vpc-0a1b2c3d4e5f60718"`, in the region and account of the provider. */
  readonly vpcId: pulumi.Input<string>;
  /**
   * Subnets for load balancers that the internet reaches, one of each zone.
   * @default - those whose route table leads to an internet gateway
   */
  readonly publicSubnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Subnets for tasks and everything else. Some without a route to the internet can be named too, where endpoints lead
   * to what tasks need to start.
   * @default - those whose route table leads to everywhere by another way than an internet gateway, such as NAT
   */
  readonly privateSubnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * Subnets for databases and caches.
   * @default - those whose route table doesn't lead to everywhere
   */
  readonly isolatedSubnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** Whether load balancers in it face the internet, for which it needs public subnets in two zones. @default true */
  readonly internetFacing?: boolean;
  /**
   * Free addresses that each public and private subnet has to have, counted before every update: 0 and more. A load
   * balancer needs 8 to scale (Elastic Load Balancing User Guide, "Subnets for your load balancer"), each task one.
   * @default 8
   */
  readonly minimumFreeAddresses?: number;
}
