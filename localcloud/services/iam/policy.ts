import { arn } from "../../model/arn";
import type { ResourceType } from "../../model/resource-type";
import { policyRule } from "../shared/policy-rules";
import { nameOf } from "../shared/names";
import { pathOf } from "./path";
import { uniqueId } from "./unique-id";

export const policy: ResourceType = {
  type: "aws:iam/policy:Policy",
  autonaming: { input: "name", maximumLength: 128, unlessGiven: "namePrefix" },
  defaults: { path: "/" },
  replaceOnChanges: ["name", "namePrefix", "path", "description"],
  unique: {
    inputs: ["name"],
    scope: "account",
    ignoresCase: true,
    code: "EntityAlreadyExists",
    message: (name) => `A policy called ${name} already exists. Duplicate names are not allowed. (name)`,
  },
  rules: [policyRule({ input: "policy", kind: "identity", code: "MalformedPolicyDocument" })],
  make: (operation) => {
    const name = nameOf(operation);
    const id = arn("iam", "", operation.accountId, `policy${pathOf(operation)}${name}`);
    return { id, computed: { arn: id, name, policyId: uniqueId("ANPA"), attachmentCount: 0 } };
  },
};
