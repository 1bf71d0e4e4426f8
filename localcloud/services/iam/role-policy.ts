import { AwsError } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, type Properties } from "../../model/values";
import { policyRule } from "../shared/policy-rules";
import { nameOf } from "../shared/names";
import { roleNameReference } from "./role-reference";

const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const QUOTA_CHARACTERS = 10_240;

export const rolePolicy: ResourceType = {
  type: ROLE_POLICY,
  autonaming: { input: "name", maximumLength: 128, unlessGiven: "namePrefix" },
  replacedBy: ["name", "namePrefix", "role"],
  references: [roleNameReference("role", "Cannot delete entity, must delete policies first.")],
  rules: [policyRule({ input: "policy", kind: "identity", code: "MalformedPolicyDocument" }), requireRoomAtTheRole],
  make: (operation) => {
    const name = nameOf(operation);
    return { id: `${text(operation.inputs, "role") ?? ""}:${name}`, computed: { name } };
  },
};

/** A role's inline policies share one quota (IAM User Guide, "IAM and AWS STS quotas"); white space doesn't count. */
function requireRoomAtTheRole({ inputs, cloud, previous }: Operation): void {
  const role = text(inputs, "role") ?? "";
  const others = cloud
    .ofType(ROLE_POLICY)
    .filter((other) => other.id !== previous?.id && other.inputs.role === role && other.inputs.name !== inputs.name);
  const characters = [inputs, ...others.map((other) => other.inputs)].reduce((sum, each) => sum + sizeOf(each), 0);
  if (characters <= QUOTA_CHARACTERS) return;
  throw new AwsError(
    "LimitExceeded",
    `Maximum policy size of ${QUOTA_CHARACTERS} bytes exceeded for role ${role}, by ${characters - QUOTA_CHARACTERS} (policy)`,
  );
}

function sizeOf({ policy }: Properties): number {
  const content = typeof policy === "string" ? policy : JSON.stringify(policy);
  return content.replace(/\s/g, "").length;
}
