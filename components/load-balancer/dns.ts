import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lookUp } from "../shared/look-up";
import { transformed } from "../shared/transform";
import type { LoadBalancerChildren } from "./args";

/** Id of an existing public hosted zone. */
export function hostedZoneId(children: LoadBalancerChildren, zoneName: string): pulumi.Output<string> {
  const call = aws.route53.getZone({ name: zoneName, privateZone: false }, { parent: children.parent });
  const remedy = "create it in this account, or name another in domain.hostedZone";
  return pulumi.output(lookUp(call, `the hosted zone ${JSON.stringify(zoneName)}`, remedy)).zoneId;
}

/** Lets names answer with the load balancer's addresses, which AWS changes as it scales. */
export function createAliasRecords(
  children: LoadBalancerChildren,
  names: readonly string[],
  zoneId: pulumi.Input<string>,
  loadBalancer: aws.lb.LoadBalancer,
): void {
  for (const domain of names) {
    new aws.route53.Record(
      ...transformed(
        children.transform.dnsRecord,
        `${children.name}-alias-${domain}`,
        {
          zoneId,
          name: domain,
          type: "A",
          aliases: [{ name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: true }],
        },
        { parent: children.parent },
      ),
    );
  }
}
