import { refuse } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text, type Properties } from "../../model/values";
import { OVERWRITES } from "../../model/warning";
import { given } from "../shared/inputs";
import { policyRule } from "../shared/policy-rules";

const RESOURCE_POLICY = "aws:cloudwatch/logResourcePolicy:LogResourcePolicy";

/** Amazon CloudWatch Logs User Guide, "CloudWatch Logs quotas": policies of an account in a region. */
const MOST_POLICIES = 10;

export const logResourcePolicy: ResourceType = {
  type: RESOURCE_POLICY,
  mapping: { operation: "logs.PutResourcePolicy" },
  replaceOnChanges: ["policyName", "resourceArn", "region"],
  unique: {
    inputs: ["policyName"],
    scope: "region",
    code: "ResourceAlreadyExistsException",
    message: (name) => `There is a resource policy of this name already: ${name}`,
    warning: OVERWRITES,
  },
  references: [
    {
      input: "resourceArn",
      to: ["aws:cloudwatch/logGroup:LogGroup"],
      by: "arn",
      inRegion: true,
      missing: {
        code: "ResourceNotFoundException",
        message: (group) => `The specified log group does not exist: ${group}`,
      },
    },
  ],
  rules: [
    requireNameOrResource,
    requireRoom,
    policyRule({ input: "policyDocument", kind: "resource", code: "InvalidParameterException" }),
  ],
  make: ({ inputs }) => {
    const id = text(inputs, "policyName") ?? text(inputs, "resourceArn") ?? "";
    return { id, computed: { policyScope: inputs.policyName === undefined ? "RESOURCE" : "ACCOUNT" } };
  },
};

/**
 * Amazon CloudWatch Logs API Reference, PutResourcePolicy: a policy of the account has a name, one of a group its ARN.
 */
function requireNameOrResource({ inputs }: Operation): void {
  if (given(inputs, ["policyName", "resourceArn"]).length === 1) return;
  refuse(
    "InvalidParameterException",
    "Either a policy name or the ARN of a log group must be given",
    "policyName, resourceArn",
  );
}

function requireRoom({ inputs, cloud, region, previous }: Operation): void {
  const isOfAccount = (each: Properties): boolean => each.policyName !== undefined;
  const others = cloud
    .ofType(RESOURCE_POLICY)
    .filter((other) => other.id !== previous?.id && other.region === region && isOfAccount(other.inputs));
  const names = new Set(others.map((other) => other.inputs.policyName)).add(inputs.policyName);
  if (!isOfAccount(inputs) || names.size <= MOST_POLICIES) return;
  refuse("LimitExceededException", `Resource limit exceeded: ${MOST_POLICIES} policies`, "policyName");
}
