import { policyDocument, type PolicyDocument } from "../shared/policy-document";

/**
 * Policy of a topic on which one account's CloudWatch alarms, EventBridge rules and alerts of Amazon Managed Service
 * for Prometheus publish, over TLS only (Amazon SNS Developer Guide, "Example cases for Amazon SNS access control" and
 * "Amazon SNS security best practices"). It replaces the policy that SNS gives a topic; the account's own
 * identities still need, and get, their rights by IAM.
 */
export function topicPolicy(topicArn: string, accountId: string): PolicyDocument {
  return policyDocument(
    {
      Sid: "AlarmsOfTheAccount",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
    {
      // EventBridge doesn't say for whom it publishes: with a condition on the account nothing would arrive (Amazon
      // EventBridge User Guide, "Using resource-based policies", note on SNS permissions).
      Sid: "EventsOfRules",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topicArn,
    },
    {
      // Amazon Managed Service for Prometheus User Guide, "Giving Amazon Managed Service for Prometheus permission to
      // send messages to your Amazon SNS topic".
      Sid: "AlertsOfTheAccount",
      Effect: "Allow",
      Principal: { Service: "aps.amazonaws.com" },
      Action: ["sns:Publish", "sns:GetTopicAttributes"],
      Resource: topicArn,
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
    {
      Sid: "NothingInPlainText",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  );
}
