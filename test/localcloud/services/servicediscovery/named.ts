import type { Properties } from "../../../../localcloud/model/values";
import { NAMESPACE, REGISTRY } from "../../../../localcloud/services/servicediscovery/lookup";
import type { TestCloud } from "../../support";

export { NAMESPACE, REGISTRY };

export const VPC = "aws:ec2/vpc:Vpc";

/** A VPC that resolves names, as a namespace needs one. */
export function namingVpc(cloud: TestCloud, inputs: Properties = {}): string {
  return cloud.create(VPC, { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, ...inputs }).id;
}

/** A private namespace of a VPC. */
export function namespaceOf(cloud: TestCloud, vpc: string, name = "shop.internal") {
  return cloud.create(NAMESPACE, { name, vpc });
}

/** Inputs of a service whose tasks a name leads to. */
export function registering(namespaceId: string, changes: Properties = {}): Properties {
  return {
    name: "prometheus",
    dnsConfig: { namespaceId, routingPolicy: "MULTIVALUE", dnsRecords: [{ type: "A", ttl: 10 }] },
    healthCheckCustomConfig: { failureThreshold: 1 },
    ...changes,
  };
}
