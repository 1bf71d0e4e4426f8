import type { DocumentedLimit } from "../../model/limits";
import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text, type Properties } from "../../model/values";
import { requireAliasTarget } from "./alias-target";
import { identityOf, normalized, RECORD, ZONE } from "./lookup";
import { conflictRules } from "./record-conflicts";
import { contentRules } from "./record-content";

const REQUIRED: DocumentedLimit = { document: "Amazon Route 53 API Reference, ResourceRecordSet", required: true };

export const record: ResourceType = {
  type: RECORD,
  mapping: {
    operation: "route53.ChangeResourceRecordSets",
    within: "ChangeBatch.Changes.ResourceRecordSet",
    inputs: {
      zoneId: "HostedZoneId",
      records: "ChangeBatch.Changes.ResourceRecordSet.ResourceRecords",
      "records[]": "ChangeBatch.Changes.ResourceRecordSet.ResourceRecords.Value",
      aliases: "ChangeBatch.Changes.ResourceRecordSet.AliasTarget",
      "aliases[].name": "ChangeBatch.Changes.ResourceRecordSet.AliasTarget.DNSName",
      "aliases[].zoneId": "ChangeBatch.Changes.ResourceRecordSet.AliasTarget.HostedZoneId",
      "failoverRoutingPolicies[].type": "ChangeBatch.Changes.ResourceRecordSet.Failover",
      "latencyRoutingPolicies[].region": "ChangeBatch.Changes.ResourceRecordSet.Region",
      "weightedRoutingPolicies[].weight": "ChangeBatch.Changes.ResourceRecordSet.Weight",
    },
  },
  documentedLimits: {
    "failoverRoutingPolicies[].type": [REQUIRED],
    "latencyRoutingPolicies[].region": [REQUIRED],
    "weightedRoutingPolicies[].weight": [REQUIRED],
  },
  replaceOnChanges: ["name", "zoneId"],
  references: [
    {
      input: "zoneId",
      to: [ZONE],
      missing: { code: "NoSuchHostedZone", message: (id) => `No hosted zone found with ID: ${id}` },
    },
  ],
  rules: [...contentRules, ...conflictRules, requireAliasTarget],
  make: (operation) => {
    const { zoneId, type, setIdentifier } = identityOf(operation);
    const name = normalized(text(operation.inputs, "name") ?? "");
    const id = [zoneId, name, type, setIdentifier].filter((part) => part !== "").join("_");
    return { id, computed: { name, ...outputsAfter(operation) } };
  },
  recomputed: ["allowOverwrite"],
  remake: outputsAfter,
};

function outputsAfter(operation: Operation): Properties {
  return { allowOverwrite: flag(operation.inputs, "allowOverwrite") ?? false, fqdn: identityOf(operation).fqdn };
}
