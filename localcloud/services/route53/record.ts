import type { Operation, ResourceType } from "../../model/resource-type";
import { flag, text, type Properties } from "../../model/values";
import { requireAliasTarget } from "./alias-target";
import { RECORD, ZONE } from "./lookup";
import { normalized } from "./names";
import { conflictRules } from "./record-conflicts";
import { contentRules } from "./record-content";
import { identityOf } from "./record-identity";

export const record: ResourceType = {
  type: RECORD,
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
    return { id, computed: { name, ...settledOutputs(operation) } };
  },
  recomputed: ["allowOverwrite"],
  remake: settledOutputs,
};

function settledOutputs(operation: Operation): Properties {
  return { allowOverwrite: flag(operation.inputs, "allowOverwrite") ?? false, fqdn: identityOf(operation).fqdn };
}
