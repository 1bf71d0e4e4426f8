import { describeRules } from "../../support";
import { policy } from "../iam/policies";

const TOPIC = "aws:sns/topic:Topic";
const ROLE = "arn:aws:iam::123456789012:role/feedback";
const FIFO = { name: "orders.fifo", fifoTopic: true };

/** The example of the Developer Guide, with other retries. */
function delivery(retries: object): { deliveryPolicy: string } {
  const example = { minDelayTarget: 1, maxDelayTarget: 60, numRetries: 50, backoffFunction: "exponential" };
  return { deliveryPolicy: JSON.stringify({ http: { defaultHealthyRetryPolicy: { ...example, ...retries } } }) };
}

describeRules(TOPIC, () => ({ inputs: { name: "alarms" } }), [
  [
    "an archive of a standard topic",
    { archivePolicy: '{"MessageRetentionPeriod":30}' },
    { ...FIFO, archivePolicy: '{"MessageRetentionPeriod":30}' },
    "InvalidParameter",
    "can only be set for FIFO topics (archivePolicy)",
  ],
  [
    "the throughput of a standard topic",
    { fifoThroughputScope: "Topic" },
    { ...FIFO, fifoThroughputScope: "Topic" },
    "InvalidParameter",
    "can only be set for FIFO topics (fifoThroughputScope)",
  ],
  [
    "a throughput that isn't one",
    { ...FIFO, fifoThroughputScope: "Queue" },
    { ...FIFO, fifoThroughputScope: "MessageGroup" },
    "InvalidParameter",
    "Queue is none of MessageGroup, Topic (fifoThroughputScope)",
  ],
  ["a third signature", { signatureVersion: 3 }, { signatureVersion: 2 }, "InvalidParameter", "(signatureVersion)"],
  [
    "a tracing that isn't one",
    { tracingConfig: "On" },
    { tracingConfig: "Active" },
    "InvalidParameter",
    "(tracingConfig)",
  ],
  [
    "more than all deliveries",
    { sqsSuccessFeedbackSampleRate: 101 },
    { sqsSuccessFeedbackSampleRate: 100 },
    "InvalidParameter",
    "101 is no percentage (sqsSuccessFeedbackSampleRate)",
  ],
  [
    "feedback by what is no role",
    { lambdaFailureFeedbackRoleArn: "feedback" },
    { lambdaFailureFeedbackRoleArn: ROLE },
    "InvalidParameter",
    "(lambdaFailureFeedbackRoleArn)",
  ],
  [
    "a delivery policy that doesn't parse",
    { deliveryPolicy: "{" },
    delivery({}),
    "InvalidParameter",
    "DeliveryPolicy: failed to parse JSON. (deliveryPolicy)",
  ],
  [
    "more than 100 retries",
    delivery({ numRetries: 101 }),
    delivery({ numRetries: 100 }),
    "InvalidParameter",
    "healthyRetryPolicy.numRetries is invalid: 101 (deliveryPolicy)",
  ],
  [
    "an archive that doesn't parse",
    { ...FIFO, archivePolicy: "30" },
    { ...FIFO, archivePolicy: "{}" },
    "InvalidParameter",
    "ArchivePolicy: failed to parse JSON. (archivePolicy)",
  ],
]);

describeRules(
  "aws:sns/topicPolicy:TopicPolicy",
  (cloud) => ({ inputs: { arn: cloud.create(TOPIC, { name: "alarms" }).id, policy: policyOfSize(100) } }),
  [
    [
      "a policy over 30 KiB",
      { policy: policyOfSize(30_721) },
      { policy: policyOfSize(30_720) },
      "InvalidParameter",
      "Policy is too long: at most 30720 bytes (policy)",
    ],
  ],
);

function policyOfSize(characters: number): string {
  const empty = policy({ Sid: "", Principal: { AWS: "123456789012" }, Action: "sns:Publish", Resource: "*" });
  return empty.replace('"Sid":""', `"Sid":"${"x".repeat(Math.max(0, characters - empty.length))}"`);
}
