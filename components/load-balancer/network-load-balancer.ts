import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { automaticName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { AccessLogs } from "./access-logs";
import { MAXIMUM_LOAD_BALANCER_NAME_LENGTH, type LoadBalancerPlacement } from "./placement";
import type { Scope } from "./scope";
import { TLS_POLICY } from "./tls";

/** Creates the load balancer for `"ip-hash"`: it hands on connections, not requests. */
export function createNetworkLoadBalancer(
  scope: Scope,
  placement: LoadBalancerPlacement,
  accessLogs: AccessLogs,
): aws.lb.LoadBalancer {
  const name = automaticName(scope.name, MAXIMUM_LOAD_BALANCER_NAME_LENGTH);
  return new aws.lb.LoadBalancer(
    ...transformed(
      scope.transform.loadBalancer,
      name,
      {
        ...placement,
        loadBalancerType: "network",
        ipAddressType: "ipv4",
        // A client that resolves to another zone's address would otherwise meet other instances.
        enableCrossZoneLoadBalancing: true,
        accessLogs: { bucket: accessLogs.bucketName, enabled: true },
        tags: namedTags(scope.name, scope.tags),
      },
      { parent: scope.parent, dependsOn: accessLogs.ready },
    ),
  );
}

/** Creates the listener that ends TLS and hands the connection to an instance. */
export function createTlsListener(
  scope: Scope,
  args: {
    readonly loadBalancerArn: pulumi.Input<string>;
    readonly certificateArn: pulumi.Input<string> | undefined;
    readonly targetGroupArn: pulumi.Input<string>;
  },
): aws.lb.Listener {
  const name = `${scope.name}-tls`;
  return new aws.lb.Listener(
    ...transformed(
      scope.transform.listener,
      name,
      {
        loadBalancerArn: args.loadBalancerArn,
        port: 443,
        protocol: "TLS",
        sslPolicy: TLS_POLICY,
        certificateArn: args.certificateArn,
        defaultActions: [{ type: "forward", targetGroupArn: args.targetGroupArn }],
        tags: namedTags(name, scope.tags),
      },
      { parent: scope.parent },
    ),
  );
}
