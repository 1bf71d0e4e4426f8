import { arn } from "../../model/arn";
import { refuse } from "../../model/aws-error";
import type { Operation } from "../../model/resource-type";
import { text } from "../../model/values";
import { jsonObject } from "./json-attribute";
import { deliveryPolicyProblem } from "./delivery-policy";

/** Whether an ARN or name is that of a FIFO topic or queue. */
export function isFifo(name: string | undefined): boolean {
  return name?.endsWith(".fifo") === true;
}

/** How often and when a delivery is tried again (Amazon SNS Developer Guide, "Amazon SNS message delivery retries"). */
export function requireDeliveryPolicy({ inputs }: Operation): void {
  const policy = jsonObject(inputs, "deliveryPolicy");
  const problem = policy && deliveryPolicyProblem(policy);
  if (problem === undefined) return;
  refuse("InvalidParameter", `Invalid parameter: DeliveryPolicy: ${problem}`, "deliveryPolicy");
}

/** Amazon SNS Developer Guide, "Amazon SNS dead-letter queues": one of the same region, and account; a FIFO one behind a FIFO topic. */
export function requireRedrivePolicy({ inputs, region, accountId }: Operation): void {
  const policy = jsonObject(inputs, "redrivePolicy");
  if (policy === undefined) return;
  const queue = text(policy, "deadLetterTargetArn") ?? "";
  const topicIsFifo = isFifo(text(inputs, "topic"));
  const isNear = queue.startsWith(arn("sqs", region, accountId, "")) && !queue.endsWith(":");
  if (isNear && (!topicIsFifo || isFifo(queue))) return;
  refuse(
    "InvalidParameter",
    `Invalid parameter: RedrivePolicy: deadLetterTargetArn is an invalid arn: it names ${topicIsFifo ? "a FIFO queue" : "a queue"} of ${region} and the topic's account, got '${queue}'`,
    "redrivePolicy",
  );
}

/** Amazon SNS Developer Guide, "Message archiving and replay for FIFO topic owners". */
export function refuseReplay({ inputs }: Operation): void {
  if (jsonObject(inputs, "replayPolicy") === undefined || isFifo(text(inputs, "topic"))) return;
  refuse(
    "InvalidParameter",
    "Invalid parameter: Attributes Reason: ReplayPolicy is for subscriptions of FIFO topics",
    "replayPolicy",
  );
}
