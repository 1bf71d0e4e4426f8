import { formatArn } from "../shared/arn";
import {
  policyDocument,
  type PolicyConditions,
  type PolicyDocument,
  type PolicyStatement,
} from "../shared/policy-document";
import { partitionOf } from "../shared/region";

/** The trail, and where it is at home. */
export interface TrailScope {
  /** The account's 12 digits. */
  readonly accountId: string;
  readonly region: string;
  readonly trailName: string;
}

/** Service principal of AWS CloudTrail. */
export const CLOUD_TRAIL_SERVICE = "cloudtrail.amazonaws.com";

const Principal = { Service: CLOUD_TRAIL_SERVICE };

/** ARN of a trail, by which policies let it do something before it is there. */
export function trailArn({ accountId, region, trailName }: TrailScope): string {
  const resource = `trail/${trailName}`;
  return formatArn({ partition: partitionOf(region), service: "cloudtrail", region, accountId, resource });
}

/** Statements of the bucket's policy (AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail"). */
export function bucketStatements(scope: TrailScope, bucketArn: string): readonly PolicyStatement[] {
  const condition = ofTrail(scope);
  return [
    {
      Sid: "TrailAsksForAcl",
      Effect: "Allow",
      Principal,
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition: condition,
    },
    {
      Sid: "TrailWrites",
      Effect: "Allow",
      Principal,
      Action: "s3:PutObject",
      Resource: `${bucketArn}/AWSLogs/${scope.accountId}/*`,
      Condition: { StringEquals: { ...condition.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" } },
    },
  ];
}

/**
 * Statements of the key's policy (AWS CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail"). It
 * decrypts since the bucket has an S3 bucket key.
 */
export function keyStatements(scope: TrailScope): readonly PolicyStatement[] {
  const { accountId, region } = scope;
  const trails = formatArn({
    partition: partitionOf(region),
    service: "cloudtrail",
    region: "*",
    accountId,
    resource: "trail/*",
  });
  return [
    {
      Sid: "TrailEncrypts",
      Effect: "Allow",
      Principal,
      Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
      Resource: "*",
      Condition: { ...ofTrail(scope), StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trails } },
    },
    {
      Sid: "TrailAsksForKey",
      Effect: "Allow",
      Principal,
      Action: "kms:DescribeKey",
      Resource: "*",
      Condition: ofTrail(scope),
    },
  ];
}

/**
 * What the trail does in CloudWatch Logs (AWS CloudTrail User Guide, "Role policy document for CloudTrail to use
 * CloudWatch Logs for monitoring").
 */
export function logPolicy({ accountId, region }: TrailScope, logGroupArn: string): PolicyDocument {
  return policyDocument({
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `${logGroupArn}:log-stream:${accountId}_CloudTrail_${region}*`,
  });
}

function ofTrail(scope: TrailScope): PolicyConditions {
  return { StringEquals: { "aws:SourceArn": trailArn(scope) } };
}
