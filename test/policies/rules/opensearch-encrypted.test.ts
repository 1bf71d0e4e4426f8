import { opensearchEncrypted as rule } from "../../../policies/rules/opensearch-encrypted";
import { describeRule, resource, UNKNOWN, type TestResource } from "../support";
import { addStateful } from "../support/mutation";

const ON = {
  encryptAtRest: { enabled: true },
  nodeToNodeEncryption: { enabled: true },
  domainEndpointOptions: { enforceHttps: true },
};

function domain(properties: TestResource["properties"]): TestResource {
  return resource("aws:opensearch/domain:Domain", "search", properties);
}

describeRule(rule, {
  accepts: {
    "a domain with all three": { given: domain(ON) },
    "other resources": { given: resource("aws:opensearch/domainPolicy:DomainPolicy", "search") },
  },
  refuses: {
    "plain text on disks": {
      given: domain({ ...ON, encryptAtRest: { enabled: false } }),
      environment: "development",
      violations: ["search: encryptAtRest.enabled is false: documents lie on disks as plain text"],
    },
    "requests without TLS, to a domain of the older kind": {
      given: resource("aws:elasticsearch/domain:Domain", "old", { ...ON, domainEndpointOptions: {} }),
      violations: ["old: domainEndpointOptions.enforceHttps is not set: requests without TLS are answered"],
    },
  },
  boundaries: {
    "a boolean written as text": { given: domain({ ...ON, nodeToNodeEncryption: { enabled: "true" } }) },
  },
  missing: {
    "nothing said, where nothing is on": {
      given: domain({}),
      violations: [
        "search: encryptAtRest.enabled is not set",
        "search: nodeToNodeEncryption.enabled is not set",
        "search: domainEndpointOptions.enforceHttps is not set",
      ],
    },
  },
  unknown: {
    "one unknown, one off": {
      given: domain({ ...ON, encryptAtRest: UNKNOWN, nodeToNodeEncryption: { enabled: false } }),
      violations: ["search: nodeToNodeEncryption.enabled is false"],
      remarks: ["search: Not determinable yet: encryptAtRest.enabled isn't known"],
    },
  },
  production: addStateful("aws:opensearch/domain:Domain", {
    encryptAtRest: { enabled: false },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" },
  }),
});
