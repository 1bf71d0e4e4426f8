import { ALWAYS_MANDATORY, resourceRule } from "../core";
import { wrongSwitch, type Switch } from "./shared/properties";

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
  check: (domain) => SWITCHES.flatMap((each) => wrongSwitch(domain, { ...each, fix: `set ${each.property} to true` })),
});

const SWITCHES: readonly Switch[] = [
  { property: "encryptAtRest.enabled", problem: "documents lie on disks as plain text" },
  { property: "nodeToNodeEncryption.enabled", problem: "documents pass between nodes as plain text" },
  { property: "domainEndpointOptions.enforceHttps", problem: "requests without TLS are answered" },
];
