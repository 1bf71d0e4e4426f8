import { policyDocument, type PolicyDocument } from "../shared/policy-document";

/**
 * Policy of a topic on which only one account's CloudWatch alarms publish, and over TLS only
 * (Amazon SNS Developer Guide, "Example cases for Amazon SNS access control" and "Amazon SNS security best practices").
 * It replaces the policy that SNS gives a topic; the account's own identities still need, and get, their rights by IAM.
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
      Sid: "NothingInPlainText",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  );
}
