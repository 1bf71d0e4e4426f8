import { arn } from "../../model/arn";
import type { Operation, Reference, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { nameOf } from "../shared/names";
import { keyNamed, keyReferences } from "./key-reference";

const MISSING: Reference["missing"] = {
  code: "NotFoundException",
  message: (key) => `Key '${key}' does not exist`,
};

/** Names are AWS's own business only behind `alias/`; the limits of the input see to that. */
export const alias: ResourceType = {
  type: "aws:kms/alias:Alias",
  replacedBy: ["name", "namePrefix", "region"],
  unique: {
    inputs: ["name"],
    scope: "region",
    code: "AlreadyExistsException",
    message: (name) => `An alias with the name ${name} already exists (name)`,
  },
  references: keyReferences("targetKeyId", MISSING),
  make: (operation) => {
    const id = nameOf(operation);
    const { region, accountId } = operation;
    return { id, computed: { name: id, arn: arn("kms", region, accountId, id), ...targetOf(operation) } };
  },
  recomputed: ["targetKeyArn"],
  remake: targetOf,
};

function targetOf({ inputs, cloud }: Operation): { readonly targetKeyArn: unknown } {
  return { targetKeyArn: keyNamed(text(inputs, "targetKeyId") ?? "", cloud)?.computed.arn };
}
