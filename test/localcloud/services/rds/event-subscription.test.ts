import { describeRules, describeWarnings, inLocalCloud } from "../../support";
import { policy } from "../iam/policies";
import { INSTANCE, instanceInputs, surrounds } from "./databases";

const SUBSCRIPTION = "aws:rds/eventSubscription:EventSubscription";
const TOPIC = "aws:sns/topic:Topic";

const prepare = (cloud: Parameters<typeof surrounds>[0]) => {
  cloud.create(INSTANCE, instanceInputs(surrounds(cloud)));
  const snsTopic = cloud.create(TOPIC, { name: "alarms" }).id;
  return { inputs: { name: "events", snsTopic, sourceType: "db-instance", sourceIds: ["primary"] } };
};

describeRules(SUBSCRIPTION, prepare, [
  [
    "a topic that isn't there",
    { snsTopic: "arn:aws:sns:eu-west-1:123456789012:none" },
    {},
    "SNSTopicArnNotFound",
    "SNS topic arn:aws:sns:eu-west-1:123456789012:none does not exist (snsTopic)",
  ],
  [
    "sources without their type",
    { sourceType: undefined },
    { sourceType: undefined, sourceIds: undefined },
    "InvalidParameterCombination",
    "SourceType must be supplied where SourceIds are. (sourceIds, sourceType)",
  ],
  [
    "a source that isn't there",
    { sourceIds: ["none"] },
    {},
    "SourceNotFound",
    "Could not find source: none (sourceIds[0])",
  ],
  [
    "a category of other sources",
    { eventCategories: ["serverless"] },
    { eventCategories: ["failover", "low storage"] },
    "SubscriptionCategoryNotFound",
    "The event category serverless doesn't exist for db-instance (eventCategories[0])",
  ],
  ["a type of source that there isn't", { sourceType: "instance" }, {}, "InvalidParameterValue", "(sourceType)"],
]);

describeWarnings(
  SUBSCRIPTION,
  (cloud) => {
    const closed = cloud.create(TOPIC, { name: "closed" }).id;
    cloud.create("aws:sns/topicPolicy:TopicPolicy", {
      arn: closed,
      policy: policy({
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: closed,
      }),
    });
    return { ...prepare(cloud), closed };
  },
  [
    [
      "a topic that RDS may not publish to",
      ({ closed }) => ({ snsTopic: closed }),
      {},
      "doesn't let events.rds.amazonaws.com publish (snsTopic)",
    ],
  ],
);

it("gives a subscription its name and ARN", () => {
  const cloud = inLocalCloud();
  const { id, computed } = cloud.create(SUBSCRIPTION, prepare(cloud).inputs);

  expect(id).toBe("events");
  expect(computed.arn).toBe("arn:aws:rds:eu-west-1:123456789012:es:events");
});
