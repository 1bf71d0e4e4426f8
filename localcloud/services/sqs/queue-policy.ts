import type { ResourceType } from "../../model/resource-type";
import { accessPolicyLimits, accessPolicyRules } from "./access-policy";
import { ATTRIBUTE_TYPES, ONE_PER_QUEUE } from "./queue-lookup";

/** Who may use a queue (Amazon SQS Developer Guide, "Using policies with Amazon SQS"). */
export const queuePolicy: ResourceType = {
  ...ONE_PER_QUEUE,
  type: ATTRIBUTE_TYPES.policy,
  mapping: { operation: "sqs.SetQueueAttributes", inputs: { policy: null } },
  documentedLimits: { policy: accessPolicyLimits },
  rules: accessPolicyRules,
};
