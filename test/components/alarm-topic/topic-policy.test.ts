import { topicPolicy } from "../../../components/alarm-topic/topic-policy";

const TOPIC_ARN = "arn:aws:sns:eu-central-1:123456789012:web";

describe("topicPolicy", () => {
  it("lets the alarms and alerts of one account and EventBridge publish, nobody else, and nobody without TLS", () => {
    expect(topicPolicy(TOPIC_ARN, "123456789012").Statement).toEqual([
      {
        Sid: "AlarmsOfTheAccount",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: TOPIC_ARN,
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
      {
        Sid: "EventsOfRules",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sns:Publish",
        Resource: TOPIC_ARN,
      },
      {
        Sid: "AlertsOfTheAccount",
        Effect: "Allow",
        Principal: { Service: "aps.amazonaws.com" },
        Action: ["sns:Publish", "sns:GetTopicAttributes"],
        Resource: TOPIC_ARN,
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
      {
        Sid: "NothingInPlainText",
        Effect: "Deny",
        Principal: "*",
        Action: "sns:Publish",
        Resource: TOPIC_ARN,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });
});
