import { ROLE_ARN } from "../../../components/shared/arn";
import { refuse } from "../../model/aws-error";
import type { Operation, Rule } from "../../model/resource-type";
import { flag, number, text, type Properties } from "../../model/values";
import { given } from "../shared/inputs";
import { deliveryPolicyProblem, jsonObject } from "./delivery-policy";

/** Protocols whose delivery status SNS logs. */
const LOGGED_PROTOCOLS = ["application", "firehose", "http", "lambda", "sqs"];

/** Allowed values of some attributes (Amazon SNS API Reference, SetTopicAttributes). */
const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  fifoThroughputScope: ["MessageGroup", "Topic"],
  signatureVersion: [1, 2],
  tracingConfig: ["Active", "PassThrough"],
};

const OF_FIFO_TOPICS = ["archivePolicy", "contentBasedDeduplication", "fifoThroughputScope"];

/** Attributes of a topic that SNS refuses. */
export const topicAttributeRules: readonly Rule[] = [
  requireKnownValues,
  refuseFifoAttributes,
  requireFeedback,
  requirePolicies,
];

function requireKnownValues({ inputs }: Operation): void {
  for (const input of given(inputs, Object.keys(VALUES))) {
    const values = VALUES[input] ?? [];
    const value = number(inputs, input) ?? inputs[input];
    if (!values.includes(value))
      refuse(
        "InvalidParameter",
        `Invalid parameter: Attributes Reason: ${String(value)} is none of ${values.join(", ")}`,
        input,
      );
  }
}

function refuseFifoAttributes({ inputs }: Operation): void {
  if (flag(inputs, "fifoTopic") === true) return;
  const [found] = given(inputs, OF_FIFO_TOPICS).filter((input) => inputs[input] !== false);
  if (found === undefined) return;
  const attribute = found === "contentBasedDeduplication" ? "Content-based deduplication" : found;
  refuse(
    "InvalidParameter",
    `Invalid parameter: Attributes Reason: ${attribute} can only be set for FIFO topics`,
    found,
  );
}

/** Amazon SNS Developer Guide, "Amazon SNS message delivery status": roles that write the logs, and percentages. */
function requireFeedback({ inputs }: Operation): void {
  for (const protocol of LOGGED_PROTOCOLS) {
    requirePercentage(inputs, `${protocol}SuccessFeedbackSampleRate`);
    requireRole(inputs, `${protocol}SuccessFeedbackRoleArn`);
    requireRole(inputs, `${protocol}FailureFeedbackRoleArn`);
  }
}

function requirePercentage(inputs: Properties, input: string): void {
  const percentage = number(inputs, input) ?? 0;
  if (percentage < 0 || percentage > 100)
    refuse("InvalidParameter", `Invalid parameter: Attributes Reason: ${percentage} is no percentage`, input);
}

function requireRole(inputs: Properties, input: string): void {
  const role = text(inputs, input) ?? "";
  if (role !== "" && !ROLE_ARN.test(role))
    refuse("InvalidParameter", `Invalid parameter: Attributes Reason: ${role} is no role's ARN`, input);
}

function requirePolicies({ inputs }: Operation): void {
  jsonObject(inputs, "archivePolicy");
  const policy = jsonObject(inputs, "deliveryPolicy");
  const problem = policy && deliveryPolicyProblem(policy);
  if (problem !== undefined)
    refuse("InvalidParameter", `Invalid parameter: Attributes Reason: DeliveryPolicy: ${problem}`, "deliveryPolicy");
}
