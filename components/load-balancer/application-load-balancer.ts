import * as aws from "@pulumi/aws";
import { automaticName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { AccessLogs } from "./access-logs";
import { MAXIMUM_LOAD_BALANCER_NAME_LENGTH, type LoadBalancerPlacement } from "./placement";
import type { Scope } from "./scope";

/** Creates the load balancer that understands HTTP. */
export function createApplicationLoadBalancer(
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
        loadBalancerType: "application",
        ipAddressType: "ipv4",
        dropInvalidHeaderFields: true,
        // Stops request smuggling; "strictest" would refuse harmless requests of old clients and proxies as well.
        desyncMitigationMode: "defensive",
        enableHttp2: true,
        accessLogs: { bucket: accessLogs.bucketName, enabled: true },
        tags: namedTags(scope.name, scope.tags),
      },
      { parent: scope.parent, dependsOn: accessLogs.ready },
    ),
  );
}
