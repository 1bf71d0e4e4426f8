import { formatArn } from "../shared/arn";
import { policyDocument, type PolicyDocument } from "../shared/policy-document";
import { partitionOf } from "../shared/region";

/** Where a key lives. */
export interface KeyScope {
  /** The account's 12 digits. */
  readonly accountId: string;
  /** Commercial or GovCloud (US) region, such as `"eu-central-1"`. */
  readonly region: string;
}

/**
 * Policy of a key that one account's own identities, log groups, alarms, event rules and EC2 volumes use, and nobody
 * else. Services that act for an identity (Secrets Manager, ECR, S3, RDS) need no statement: they use the identity's
 * rights.
 */
export function keyPolicy({ accountId, region }: KeyScope): PolicyDocument {
  const partition = partitionOf(region);
  return policyDocument(
    {
      // Leaves the decision to IAM, and keeps the key manageable (AWS KMS Developer Guide, "Default key policy").
      Sid: "AccountDecidesByIam",
      Effect: "Allow",
      Principal: { AWS: formatArn({ partition, service: "iam", region: "", accountId, resource: "root" }) },
      Action: "kms:*",
      Resource: "*",
    },
    {
      // Amazon CloudWatch Logs User Guide, "Encrypt log data in CloudWatch Logs using AWS KMS".
      Sid: "LogGroupsOfTheAccount",
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: {
        ArnLike: {
          "kms:EncryptionContext:aws:logs:arn": formatArn({
            partition,
            service: "logs",
            region,
            accountId,
            resource: "log-group:*",
          }),
        },
      },
    },
    // CloudWatch itself encrypts what it publishes: without this, alarms on an encrypted topic never arrive (Amazon SNS
    // Developer Guide, "Managing Amazon SNS encryption keys and costs"). So do alerts (Amazon Managed Service for
    // Prometheus User Guide, "Giving Amazon Managed Service for Prometheus permission to send messages to your Amazon
    // SNS topic").
    publishing("AlarmsOfTheAccount", "cloudwatch.amazonaws.com", accountId),
    publishing("AlertsOfTheAccount", "aps.amazonaws.com", accountId),
    {
      // EventBridge encrypts what its rules publish, and can't be asked for an account or a rule (Amazon SNS Developer
      // Guide, "Key management": source conditions are not supported from EventBridge to encrypted topics).
      Sid: "EventsOnTopics",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
    },
    {
      // As AWS's own key for EBS has it: whoever of the account may use EC2, EC2 Auto Scaling's service-linked role
      // included. To name that role would fail in an account that doesn't have it yet (AWS KMS Developer Guide,
      // "kms:ViaService" and "kms:CallerAccount").
      Sid: "VolumesOfTheAccount",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: [
        "kms:Encrypt",
        "kms:Decrypt",
        "kms:ReEncrypt*",
        "kms:GenerateDataKey*",
        "kms:CreateGrant",
        "kms:DescribeKey",
      ],
      Resource: "*",
      Condition: { StringEquals: { "kms:CallerAccount": accountId, "kms:ViaService": `ec2.${region}.amazonaws.com` } },
    },
  );
}

/** Lets a service that acts for the account publish on encrypted topics. */
function publishing(Sid: string, Service: string, accountId: string): PolicyDocument["Statement"][number] {
  return {
    Sid,
    Effect: "Allow",
    Principal: { Service },
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: "*",
    Condition: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}
