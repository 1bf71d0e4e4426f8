import { parseArn } from "../shared/arn";
import { type PolicyDocument, policyDocument, serviceTrust } from "../shared/policy-document";

/** What Data Firehose needs to deliver logs, every value known. */
export interface DeliveryNeeds {
  readonly bucketArn: string;
  readonly kmsKeyArn: string;
  readonly apiKeySecretArn: string;
  /** None where Secrets Manager's own key encrypts the secret. */
  readonly secretKeyArns: readonly string[];
  readonly region: string;
}

/**
 * Policy of the role of the delivery stream: what it couldn't deliver into its own bucket, encrypted with one key, and
 * one secret (Amazon Data Firehose Developer Guide, "Controlling access").
 */
export function deliveryPolicy(needs: DeliveryNeeds): PolicyDocument {
  const { bucketArn, kmsKeyArn, apiKeySecretArn, secretKeyArns, region } = needs;
  const through = (service: string) => ({ StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com` } });
  return policyDocument(
    {
      Effect: "Allow",
      Action: ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"],
      Resource: `${bucketArn}/*`,
    },
    {
      Effect: "Allow",
      Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"],
      Resource: bucketArn,
    },
    { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: kmsKeyArn, Condition: through("s3") },
    { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: apiKeySecretArn },
    ...(secretKeyArns.length === 0
      ? []
      : [
          {
            Effect: "Allow" as const,
            Action: "kms:Decrypt",
            Resource: secretKeyArns,
            Condition: through("secretsmanager"),
          },
        ]),
  );
}

/** Trust policy of that role: streams of this account only. */
export function deliveryTrust(accountId: string): PolicyDocument {
  return serviceTrust("firehose.amazonaws.com", { StringEquals: { "aws:SourceAccount": accountId } });
}

/** Policy of the role with which CloudWatch Logs puts events into one stream. */
export function subscriptionPolicy(streamArn: string): PolicyDocument {
  return policyDocument({
    Effect: "Allow",
    Action: ["firehose:PutRecord", "firehose:PutRecordBatch"],
    Resource: streamArn,
  });
}

/**
 * Trust policy of that role: log groups of this account and region only (Amazon CloudWatch Logs User Guide,
 * "Subscription filters with Amazon Data Firehose").
 */
export function subscriptionTrust(streamArn: string, accountId: string): PolicyDocument {
  const { partition, region } = parseArn(streamArn);
  return serviceTrust("logs.amazonaws.com", {
    StringLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${accountId}:*` },
  });
}
