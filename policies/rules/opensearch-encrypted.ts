import { ALWAYS_MANDATORY, resourceRule, type Finding, type ResourceView } from "../core";

export const opensearchEncrypted = resourceRule({
  name: "opensearch-encrypted",
  title: "Search domains are encrypted at rest and on the way",
  description: "OpenSearch domains encrypt data at rest and between nodes, and take requests over TLS only.",
  why:
    "A search index holds copies of what the product's database protects; once data is in an unencrypted domain, it has " +
    "to be indexed anew to change that.",
  fix:
    "Set `encryptAtRest: { enabled: true }`, `nodeToNodeEncryption: { enabled: true }` and " +
    "`domainEndpointOptions: { enforceHttps: true }`.",
  severity: "high",
  identifiers: {
    fsbp: ["Opensearch.1", "Opensearch.3"],
    checkov: ["CKV_AWS_5", "CKV_AWS_6", "CKV_AWS_83"],
  },
  requirements: ["SE-2"],
  references: [
    {
      title: "Amazon OpenSearch Service Developer Guide, Data protection in Amazon OpenSearch Service",
      url: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/data-protection.html",
    },
  ],
  types: ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"],
  levels: ALWAYS_MANDATORY,
  check: (domain) => [
    ...switchedOff(domain, "encryptAtRest.enabled", "documents lie on disks as plain text"),
    ...switchedOff(domain, "nodeToNodeEncryption.enabled", "documents pass between nodes as plain text"),
    ...switchedOff(domain, "domainEndpointOptions.enforceHttps", "requests without TLS are answered"),
  ],
});

function switchedOff(domain: ResourceView, property: string, problem: string): Finding[] {
  const setting = domain.boolean(property);
  if (!setting.known || setting.value === true) return [];
  return [{ property, value: setting.value, problem, allowed: "true", fix: `set ${property} to true` }];
}
