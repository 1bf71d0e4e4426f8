import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { automaticName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { LoadBalancerKind } from "../monitoring";
import type { AccessLogs } from "./access-logs";
import type { LoadBalancerChildren } from "./args";

/** Application and network load balancers alike (Elastic Load Balancing API Reference, CreateLoadBalancer). */
const MAXIMUM_NAME_LENGTH = 32;

/** What both kinds of load balancer are created with. */
export interface LoadBalancerResourceArgs {
  readonly kind: LoadBalancerKind;
  readonly internal: boolean;
  readonly subnets: pulumi.Output<string[]>;
  readonly securityGroups: pulumi.Input<string>[];
  readonly enableDeletionProtection: boolean;
  readonly accessLogs: AccessLogs;
}

/** Attributes of the load balancer that understands HTTP. */
const APPLICATION: Partial<aws.lb.LoadBalancerArgs> = {
  loadBalancerType: "application",
  dropInvalidHeaderFields: true,
  // Stops request smuggling; "strictest" would refuse harmless requests of old clients and proxies as well.
  desyncMitigationMode: "defensive",
  enableHttp2: true,
};

/** Attributes of the load balancer for `"ip-hash"`, which hands on connections, not requests. */
const NETWORK: Partial<aws.lb.LoadBalancerArgs> = {
  loadBalancerType: "network",
  // A client that resolves to another zone's address would otherwise meet other instances.
  enableCrossZoneLoadBalancing: true,
};

/** Creates AWS's load balancer. */
export function createLoadBalancerResource(
  children: LoadBalancerChildren,
  { kind, accessLogs, ...placement }: LoadBalancerResourceArgs,
): aws.lb.LoadBalancer {
  return new aws.lb.LoadBalancer(
    ...transformed<aws.lb.LoadBalancerArgs>(
      children.transform.loadBalancer,
      automaticName(children.name, MAXIMUM_NAME_LENGTH),
      {
        ...placement,
        ...(kind === "application" ? APPLICATION : NETWORK),
        ipAddressType: "ipv4",
        accessLogs: { bucket: accessLogs.bucketName, enabled: true },
        tags: namedTags(children.name, children.tags),
      },
      { parent: children.parent, dependsOn: accessLogs.ready },
    ),
  );
}
