import type { ResourceType } from "../../model/resource-type";
import { ATTRIBUTE_TYPES, ONE_PER_QUEUE } from "./queue-lookup";
import { requireRedriveAllowPolicy, requireRedrivePolicy } from "./redrive";

/** To which queue, and when, a queue gives messages up. */
export const redrivePolicy: ResourceType = {
  ...ONE_PER_QUEUE,
  type: ATTRIBUTE_TYPES.redrivePolicy,
  mapping: { operation: "sqs.SetQueueAttributes", inputs: { redrivePolicy: null } },
  rules: [requireRedrivePolicy],
};

/** Which queues may give their messages up to a queue. */
export const redriveAllowPolicy: ResourceType = {
  ...ONE_PER_QUEUE,
  type: ATTRIBUTE_TYPES.redriveAllowPolicy,
  mapping: { operation: "sqs.SetQueueAttributes", inputs: { redriveAllowPolicy: null } },
  rules: [requireRedriveAllowPolicy],
};
