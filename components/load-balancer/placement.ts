import type * as pulumi from "@pulumi/pulumi";

/** Application and network load balancers alike (Elastic Load Balancing API Reference, CreateLoadBalancer). */
export const MAXIMUM_LOAD_BALANCER_NAME_LENGTH = 32;

/** What both kinds of load balancer are told alike. */
export interface LoadBalancerPlacement {
  readonly internal: boolean;
  readonly subnets: pulumi.Output<string[]>;
  readonly securityGroups: pulumi.Input<string>[];
  readonly enableDeletionProtection: boolean;
}
