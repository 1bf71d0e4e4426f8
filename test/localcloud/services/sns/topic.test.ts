import { describeLimits } from "../../limits/inputs";
import { describeRules, describeWarnings, inLocalCloud } from "../../support";
import { policy } from "../iam/policies";

const TOPIC = "aws:sns/topic:Topic";
const POLICY = "aws:sns/topicPolicy:TopicPolicy";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";

const ALARMS = "arn:aws:sns:eu-west-1:123456789012:alarms";

describeLimits(TOPIC, [
  ["name", "proofpix.alarms", "proofpix-alarms", "InvalidParameter", "Invalid parameter: Topic Name"],
  ["name", "x".repeat(257), "x".repeat(256), "InvalidParameter", "Invalid parameter: Topic Name"],
  ["displayName", "x".repeat(101), "x".repeat(100), "InvalidParameter", "Invalid parameter: displayName Reason:"],
]);

describeRules(
  TOPIC,
  (cloud) => {
    cloud.create(TOPIC, { name: "taken" });
    return { inputs: { name: "alarms" } };
  },
  [
    [
      "a name that another topic has",
      { name: "taken" },
      { name: "taken-too" },
      "InvalidParameter",
      "Topic already exists with different tags: taken (name)",
    ],
    [
      "a FIFO topic with another's name",
      { fifoTopic: true },
      { fifoTopic: true, name: "alarms.fifo" },
      "InvalidParameter",
      "end with .fifo, got alarms (name, fifoTopic)",
    ],
    [
      "a standard topic with a FIFO's name",
      { name: "alarms.fifo" },
      {},
      "InvalidParameter",
      "end with .fifo, got alarms.fifo",
    ],
    [
      "deduplication of a standard topic",
      { contentBasedDeduplication: true },
      { contentBasedDeduplication: true, fifoTopic: true, name: "alarms.fifo" },
      "InvalidParameter",
      "(contentBasedDeduplication)",
    ],
  ],
);

describeWarnings(
  TOPIC,
  (cloud) => {
    cloud.create(TOPIC, { name: "taken" });
    return { keyId: cloud.create("aws:kms/key:Key", {}).id, inputs: { name: "alarms" } };
  },
  [
    [
      "a key that isn't there",
      { kmsMasterKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
      ({ keyId }) => ({ kmsMasterKeyId: keyId }),
      "(kmsMasterKeyId)",
    ],
  ],
);

describe("a topic", () => {
  it("is known by its ARN", () => {
    const cloud = inLocalCloud();
    const topic = cloud.create(TOPIC, { name: "alarms" });

    expect(cloud.outputs(topic)).toMatchObject({ id: ALARMS, arn: ALARMS, name: "alarms", owner: "123456789012" });
    expect(cloud.create(TOPIC, { namePrefix: "jobs-", fifoTopic: true }).id).toMatch(/:jobs-[0-9a-f]{26}\.fifo$/);
  });

  it("refuses a policy of its own, which it doesn't model", () => {
    expect(() => inLocalCloud().create(TOPIC, { name: "alarms", policy: "{}" })).toThrow("only aws.sns.TopicPolicy");
  });
});

function publishing(statement: object): string {
  const Principal = { Service: "cloudwatch.amazonaws.com" };
  return policy({ Principal, Action: "sns:Publish", Resource: ALARMS, ...statement });
}

describeRules(
  POLICY,
  (cloud) => ({ inputs: { arn: cloud.create(TOPIC, { name: "alarms" }).id, policy: publishing({}) } }),
  [
    [
      "a topic that isn't there",
      { arn: `${ALARMS}-none` },
      {},
      "NotFound",
      `Topic does not exist: ${ALARMS}-none (arn)`,
    ],
    [
      "a policy that names nobody",
      { policy: publishing({ Principal: undefined }) },
      {},
      "InvalidParameter",
      "Missing required field Principal (policy: Statement[0])",
    ],
    [
      "all actions, of which some are not a topic's",
      { policy: publishing({ Action: "sns:*" }) },
      { policy: publishing({ Action: ["SNS:Publish", "SNS:Subscribe"] }) },
      "InvalidParameter",
      "Policy statement action out of service scope!, got sns:*",
    ],
    [
      "another topic",
      { policy: publishing({ Resource: `${ALARMS}-too` }) },
      { policy: publishing({ Resource: "arn:aws:sns:*:*:*" }) },
      "InvalidParameter",
      "(policy: Statement[0].Resource)",
    ],
  ],
);

describeRules(
  SUBSCRIPTION,
  (cloud) => ({
    inputs: { topic: cloud.create(TOPIC, { name: "alarms" }).id, protocol: "email", endpoint: "team@example.com" },
  }),
  [
    ["a topic that isn't there", { topic: `${ALARMS}-none` }, {}, "NotFound", "Topic does not exist"],
    [
      "an address that isn't one",
      { endpoint: "team" },
      {},
      "InvalidParameter",
      "'team' is no endpoint of protocol 'email' (endpoint, protocol)",
    ],
    [
      "an endpoint of another protocol",
      { protocol: "https", endpoint: "http://example.com/alarms" },
      { protocol: "https", endpoint: "https://example.com/alarms" },
      "InvalidParameter",
      "(endpoint, protocol)",
    ],
    [
      "raw mail",
      { rawMessageDelivery: true },
      { rawMessageDelivery: true, protocol: "sqs", endpoint: "arn:aws:sqs:eu-west-1:123456789012:alarms" },
      "InvalidParameter",
      "Delivery protocol [email] does not support raw message delivery.",
    ],
    [
      "a filter that doesn't parse",
      { filterPolicy: "{severity: high}" },
      { filterPolicy: '{"severity": ["high"]}' },
      "InvalidParameter",
      "FilterPolicy: failed to parse JSON. (filterPolicy)",
    ],
    [
      "Firehose without a role",
      { protocol: "firehose", endpoint: "arn:aws:firehose:eu-west-1:123456789012:deliverystream/alarms" },
      {
        protocol: "firehose",
        endpoint: "arn:aws:firehose:eu-west-1:123456789012:deliverystream/alarms",
        subscriptionRoleArn: "arn:aws:iam::123456789012:role/firehose",
      },
      "InvalidParameter",
      "(subscriptionRoleArn)",
    ],
  ],
);

describe("a subscription", () => {
  it.each([
    ["email", "team@example.com", true],
    ["lambda", "arn:aws:lambda:eu-west-1:123456789012:function:alarms", false],
  ])("by %s waits for its recipient, or doesn't", (protocol, endpoint, pendingConfirmation) => {
    const cloud = inLocalCloud();
    const topic = cloud.create(TOPIC, { name: "alarms" }).id;
    const subscription = cloud.create(SUBSCRIPTION, { topic, protocol, endpoint });

    expect(subscription.id).toMatch(new RegExp(`^${ALARMS}:[0-9a-f-]{36}$`));
    expect(cloud.outputs(subscription)).toMatchObject({ arn: subscription.id, pendingConfirmation });
  });
});
