import { AwsError } from "../../model/aws-error";
import type { Operation, ResourceType } from "../../model/resource-type";
import { text } from "../../model/values";
import { given } from "../shared/inputs";
import { policyRule } from "../shared/policy-rules";

export const logResourcePolicy: ResourceType = {
  type: "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
  replacedBy: ["policyName", "resourceArn", "region"],
  rules: [
    requireNameOrResource,
    policyRule({ input: "policyDocument", kind: "resource", code: "InvalidParameterException" }),
  ],
  make: ({ inputs }) => {
    const id = text(inputs, "policyName") ?? text(inputs, "resourceArn") ?? "";
    return { id, computed: { policyScope: inputs.policyName === undefined ? "RESOURCE" : "ACCOUNT" } };
  },
};

/** Amazon CloudWatch Logs API Reference, PutResourcePolicy: a policy of the account has a name, one of a group its ARN. */
function requireNameOrResource({ inputs }: Operation): void {
  if (given(inputs, ["policyName", "resourceArn"]).length === 1) return;
  throw new AwsError(
    "InvalidParameterException",
    "Either a policy name or the ARN of a log group must be given (policyName, resourceArn)",
  );
}
