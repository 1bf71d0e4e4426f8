import { describeLimits } from "../../limits/inputs";
import { describeRules, type RuleCase, type TestCloud } from "../../support";

const TOPIC = "aws:sns/topic:Topic";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:orders";

function prepared(cloud: TestCloud) {
  const fifoTopic = cloud.create(TOPIC, { name: "orders.fifo", fifoTopic: true }).id;
  const topic = cloud.create(TOPIC, { name: "orders" }).id;
  return { fifoTopic, inputs: { topic, protocol: "sqs", endpoint: QUEUE } };
}

/** A filter that SNS refuses, and one that it takes. */
function filters(what: string, wrong: object, right: object, words: string): RuleCase<ReturnType<typeof prepared>> {
  return [what, filter(wrong), filter(right), "InvalidParameter", `${words} (filterPolicy)`];
}

function filter({ scope, ...policy }: { readonly scope?: string }) {
  return { filterPolicy: JSON.stringify(policy), filterPolicyScope: scope };
}

function values(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `v${index}`);
}

const BODY = { scope: "MessageBody" };

describeLimits(SUBSCRIPTION, [
  ["protocol", "mail", "email", "InvalidParameter", "Amazon SNS does not support this protocol string: mail"],
]);

describeRules(SUBSCRIPTION, prepared, [
  filters("a bare value", { store: "example" }, { store: ["example"] }, '"store" must be an object or an array'),
  filters("no value", { store: [] }, { store: [null] }, "Empty arrays are not allowed"),
  filters(
    "a comparison that SNS doesn't know",
    { store: [{ like: "example" }] },
    { store: [{ "anything-but": "example" }, { exists: false }], price: [{ numeric: [">=", 100] }] },
    "Unrecognized match type like",
  ),
  filters(
    "two comparisons in one",
    { store: [{ prefix: "a", suffix: "b" }] },
    { store: [{ prefix: "a" }, { suffix: "b" }] },
    "Only one key allowed in match expression",
  ),
  filters(
    "attributes of attributes",
    { order: { state: ["lost"] } },
    { ...BODY, order: { state: ["lost"] } },
    "Filter policy scope MessageAttributes does not support nested filter policy",
  ),
  filters(
    "a sixth key",
    { a: ["1"], b: ["1"], c: ["1"], d: ["1"], e: ["1"], f: ["1"] },
    { a: ["1"], b: ["1"], c: ["1"], d: ["1"], e: ["1"] },
    "Filter policy can not have more than 5 keys",
  ),
  filters(
    "more than 150 combinations",
    { a: values(11), b: values(14) },
    { a: values(10), b: values(15) },
    "Filter policy is too complex: 154 combinations",
  ),
  filters(
    "a wrong alternative",
    { ...BODY, $or: [{ a: "1" }, { b: ["2"] }] },
    { ...BODY, source: ["aws.cloudwatch"], $or: [{ a: ["1"] }, { b: ["2"] }] },
    '"a" must be an object or an array',
  ),
  [
    "a scope that isn't one",
    { ...filter({}), filterPolicyScope: "Body" },
    { ...filter({}), filterPolicyScope: "MessageBody" },
    "InvalidParameter",
    "(filterPolicyScope)",
  ],
  [
    "a scope without a filter",
    { filterPolicyScope: "MessageBody" },
    { filterPolicyScope: "MessageBody", filterPolicy: "{}" },
    "InvalidParameter",
    "filter_policy is required when filter_policy_scope is set (filterPolicyScope)",
  ],
  [
    "mail of a FIFO topic",
    ({ fifoTopic }) => ({ topic: fifoTopic, protocol: "email", endpoint: "team@example.com" }),
    ({ fifoTopic }) => ({ topic: fifoTopic }),
    "InvalidParameter",
    "Invalid protocol type: email, FIFO topics deliver to SQS queues (protocol)",
  ],
  [
    "a FIFO queue of a standard topic",
    { endpoint: `${QUEUE}.fifo` },
    ({ fifoTopic }) => ({ topic: fifoTopic, endpoint: `${QUEUE}.fifo` }),
    "InvalidParameter",
    "FIFO SQS Queues can not be subscribed to standard SNS topics (endpoint)",
  ],
  [
    "a delivery policy with unknown parts",
    { deliveryPolicy: '{"retries":3}' },
    { deliveryPolicy: '{"healthyRetryPolicy":{"numRetries":3},"throttlePolicy":{"maxReceivesPerSecond":10}}' },
    "InvalidParameter",
    "Unexpected JSON member: retries (deliveryPolicy)",
  ],
  [
    "more planned retries than there are",
    { deliveryPolicy: '{"healthyRetryPolicy":{"numRetries":3,"numNoDelayRetries":2,"numMaxDelayRetries":2}}' },
    { deliveryPolicy: '{"healthyRetryPolicy":{"numRetries":4,"numNoDelayRetries":2,"numMaxDelayRetries":2}}' },
    "InvalidParameter",
    "numRetries is 3, but 4 are planned (deliveryPolicy)",
  ],
  [
    "delays that shrink",
    { deliveryPolicy: '{"healthyRetryPolicy":{"minDelayTarget":61,"maxDelayTarget":60}}' },
    { deliveryPolicy: '{"healthyRetryPolicy":{"minDelayTarget":60,"maxDelayTarget":60}}' },
    "InvalidParameter",
    "minDelayTarget is above maxDelayTarget (deliveryPolicy)",
  ],
  [
    "a backoff that isn't one",
    { deliveryPolicy: '{"healthyRetryPolicy":{"backoffFunction":"fast"}}' },
    { deliveryPolicy: '{"healthyRetryPolicy":{"backoffFunction":"linear"}}' },
    "InvalidParameter",
    'backoffFunction is invalid: "fast"',
  ],
  [
    "dead letters to another region",
    redrive(QUEUE.replace("eu-west-1", "eu-west-2")),
    redrive(QUEUE),
    "InvalidParameter",
    "deadLetterTargetArn is an invalid arn: it names a queue of eu-west-1",
  ],
  [
    "dead letters to a topic",
    redrive(QUEUE.replace("sqs", "sns")),
    redrive(QUEUE),
    "InvalidParameter",
    "(redrivePolicy)",
  ],
  ["dead letters to nobody", { redrivePolicy: "{}" }, redrive(QUEUE), "InvalidParameter", "got '' (redrivePolicy)"],
  [
    "dead letters that don't parse",
    { redrivePolicy: "{" },
    {},
    "InvalidParameter",
    "RedrivePolicy: failed to parse JSON. (redrivePolicy)",
  ],
  [
    "dead letters of a FIFO topic to a standard queue",
    ({ fifoTopic }) => ({ topic: fifoTopic, ...redrive(QUEUE) }),
    ({ fifoTopic }) => ({ topic: fifoTopic, ...redrive(`${QUEUE}.fifo`) }),
    "InvalidParameter",
    "it names a FIFO queue",
  ],
  [
    "a replay of a standard topic",
    { replayPolicy: '{"PointType":"Timestamp"}' },
    ({ fifoTopic }) => ({ topic: fifoTopic, replayPolicy: '{"PointType":"Timestamp"}' }),
    "InvalidParameter",
    "(replayPolicy)",
  ],
]);

function redrive(deadLetterTargetArn: string) {
  return { redrivePolicy: JSON.stringify({ deadLetterTargetArn }) };
}
