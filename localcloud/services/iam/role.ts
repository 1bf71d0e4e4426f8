import { refuse } from "../../model/aws-error";
import { globalArn } from "../../model/identifiers";
import type { Operation, ResourceType } from "../../model/resource-type";
import { objects, text } from "../../model/values";
import { warningOf } from "../../model/warning";
import { nameOf } from "../shared/inputs";
import { policyRule } from "../shared/policy-rules";
import { pathOf, uniqueId } from "./identifiers";
import { policyReference } from "./policy";
import { IAM_QUOTAS, policySize, requireQuotasOfRole } from "./quotas";

export const role: ResourceType = {
  type: "aws:iam/role:Role",
  mapping: {
    operation: "iam.CreateRole",
    inputs: {
      name: "RoleName",
      assumeRolePolicy: "AssumeRolePolicyDocument",
      "inlinePolicies[].name": "PutRolePolicy:PolicyName",
      "inlinePolicies[].policy": "PutRolePolicy:PolicyDocument",
      "managedPolicyArns[]": "AttachRolePolicy:PolicyArn",
    },
  },
  documentedLimits: {
    assumeRolePolicy: [policySize(2048, "Cannot exceed quota for ACLSizePerRole: 2048")],
    namePrefix: [{ document: IAM_QUOTAS, maxLength: 38 }],
  },
  autonaming: { input: "name", maximumLength: 64, unlessGiven: "namePrefix" },
  defaults: { path: "/", maxSessionDuration: 3600, forceDetachPolicies: false },
  replaceOnChanges: ["name", "namePrefix", "path"],
  unique: {
    inputs: ["name"],
    scope: "account",
    ignoresCase: true,
    code: "EntityAlreadyExists",
    message: (name) => `Role with name ${name} already exists.`,
  },
  references: [policyReference("managedPolicyArns[]"), policyReference("permissionsBoundary")],
  rules: [
    policyRule({ input: "assumeRolePolicy", kind: "trust", code: "MalformedPolicyDocument" }),
    policyRule({ input: "inlinePolicies[].policy", kind: "identity", code: "MalformedPolicyDocument" }),
    requireNamedInlinePolicies,
    warningOf(requireUniqueInlineNames, "the last policy of a name overwrites the others"),
    requireQuotasOfRole,
  ],
  make: (operation) => {
    const id = nameOf(operation);
    const roleArn = globalArn("iam", operation.region, operation.accountId, `role${pathOf(operation)}${id}`);
    return { id, computed: { name: id, arn: roleArn, uniqueId: uniqueId("AROA") } };
  },
};

function requireNamedInlinePolicies({ inputs }: Operation): void {
  objects(inputs, "inlinePolicies").forEach((policy, index) => {
    if (policy.policy === undefined || text(policy, "name") !== undefined) return;
    refuse("ValidationError", `An inline policy needs a name`, `inlinePolicies[${index}].name`);
  });
}

/** IAM API Reference, PutRolePolicy: a role has one inline policy of a name. */
function requireUniqueInlineNames({ inputs }: Operation): void {
  const names = objects(inputs, "inlinePolicies").flatMap((policy) => text(policy, "name") ?? []);
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated === undefined) return;
  refuse("EntityAlreadyExists", `Two inline policies are called ${repeated}`, "inlinePolicies");
}
