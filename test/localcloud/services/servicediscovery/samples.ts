import type { Samples } from "../../limits/samples";
import { TAGS } from "../../limits/samples/values";

export const SAMPLES: Samples = {
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": {
    name: "proofpix-production.internal",
    description: "Names of monitoring",
    vpc: "vpc-1",
    tags: TAGS,
  },
  "aws:servicediscovery/service:Service": {
    name: "prometheus",
    description: "Tasks of prometheus",
    dnsConfig: {
      namespaceId: "ns-0123456789abcdef",
      routingPolicy: "MULTIVALUE",
      dnsRecords: [{ type: "A", ttl: 10 }],
    },
    healthCheckCustomConfig: { failureThreshold: 1 },
    tags: TAGS,
  },
};
