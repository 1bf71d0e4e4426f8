import { topicPolicy } from "../../../../components/alarm-topic/topic-policy";
import { keyPolicy } from "../../../../components/encryption-key";
import { describeWarnings, itWarns, type TestCloud } from "../../support";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const PATTERN = JSON.stringify({ source: ["aws.ecs"] });
const SCOPE = { accountId: "123456789012", region: "eu-west-1" };

function topic(cloud: TestCloud, name: string, policyOf?: (arn: string) => object, kmsMasterKeyId?: string): string {
  const arn = cloud.create("aws:sns/topic:Topic", { name, ...(kmsMasterKeyId !== undefined && { kmsMasterKeyId }) }).id;
  if (policyOf !== undefined) {
    cloud.create("aws:sns/topicPolicy:TopicPolicy", { arn, policy: JSON.stringify(policyOf(arn)) });
  }
  return arn;
}

/** The policy of a topic whose events have to come from one account, which EventBridge never says. */
function onlyFrom(accountId: string) {
  return (arn: string) => {
    const policy = topicPolicy(arn, accountId);
    const Condition = { StringEquals: { "aws:SourceAccount": accountId } };
    return {
      ...policy,
      Statement: policy.Statement.map((each) => (each.Sid === "EventsOfRules" ? { ...each, Condition } : each)),
    };
  };
}

function prepared(cloud: TestCloud) {
  cloud.create(RULE, { name: "failed", eventPattern: PATTERN });
  const key = (policy: object) => cloud.create("aws:kms/key:Key", { policy: JSON.stringify(policy) }).id;
  const full = keyPolicy(SCOPE);
  const withoutEvents = { ...full, Statement: full.Statement.filter(({ Sid }) => Sid !== "EventsOnTopics") };
  const ours = (arn: string) => topicPolicy(arn, SCOPE.accountId);
  return {
    plain: topic(cloud, "plain"),
    asking: topic(cloud, "asking", onlyFrom(SCOPE.accountId)),
    locked: topic(cloud, "locked", ours, key(withoutEvents)),
    ours: topic(cloud, "ours", ours, key(full)),
    inputs: { rule: "failed" },
  };
}

type Topics = ReturnType<typeof prepared>;

function at(name: Exclude<keyof Topics, "inputs">) {
  return (topics: Topics) => ({ arn: topics[name] });
}

describeWarnings("aws:cloudwatch/eventTarget:EventTarget", prepared, [
  [
    "a topic without a policy for EventBridge",
    at("plain"),
    at("ours"),
    "plain doesn't let events.amazonaws.com publish",
  ],
  ["a topic that asks where events come from", at("asking"), at("ours"), "asking doesn't let events.amazonaws.com"],
  [
    "a topic whose key leaves EventBridge out",
    at("locked"),
    at("ours"),
    "locked doesn't let events.amazonaws.com use it",
  ],
  [
    "a topic that isn't there",
    { arn: "arn:aws:sns:eu-west-1:123456789012:gone" },
    at("ours"),
    "gone does not exist (arn)",
  ],
]);

itWarns(
  "a second rule of one name",
  (cloud) => {
    cloud.create(RULE, { name: "failed", eventPattern: PATTERN });
    cloud.create(RULE, { name: "failed", eventPattern: PATTERN });
  },
  "Rule failed already exists (name)",
);
