import { refuse } from "../../model/aws-error";
import { arn, globalArn } from "../../model/identifiers";
import type { CloudResource } from "../../model/resource";
import type { Operation } from "../../model/resource-type";
import { text } from "../../model/values";
import { missingPermission } from "../iam/role-permissions";
import { isAssumableBy, roleByArn } from "../iam/role-reference";
import { letsServiceUse } from "../kms/key-policy";
import { keyNamed } from "../kms/key-reference";
import { allows } from "../shared/policy-evaluation";
import { policyOf } from "../shared/policy-rules";

const SERVICE = "cloudtrail.amazonaws.com";
const GROUP = "cloudWatchLogsGroupArn";
const ROLE = "cloudWatchLogsRoleArn";

/**
 * AWS CloudTrail User Guide, "Amazon S3 bucket policy for CloudTrail": CloudTrail asks for the bucket's ACL, and writes
 * below the account's folder, for a trail that the policy may name.
 */
export function requireWritableBucket(operation: Operation): void {
  const { inputs, cloud, region, accountId } = operation;
  const name = text(inputs, "s3BucketName") ?? "";
  if (cloud.find("aws:s3/bucket:Bucket", name) === undefined) {
    refuse("S3BucketDoesNotExistException", `S3 bucket ${name} does not exist!`, "s3BucketName");
  }
  const policy = policyOf(cloud.find("aws:s3/bucketPolicy:BucketPolicy", name)?.inputs ?? {}, "policy", "resource");
  const prefix = text(inputs, "s3KeyPrefix");
  const folder = prefix === undefined ? "" : `${prefix}/`;
  const context = { "aws:SourceArn": arnOf(operation), "aws:SourceAccount": accountId };
  const principal = { type: "Service", value: SERVICE } as const;
  const asked = [
    { action: "s3:GetBucketAcl", resource: globalArn("s3", region, "", name), context },
    {
      action: "s3:PutObject",
      resource: globalArn("s3", region, "", `${name}/${folder}AWSLogs/${accountId}/CloudTrail/log`),
      context: { ...context, "s3:x-amz-acl": "bucket-owner-full-control" },
    },
  ];
  if (policy !== undefined && asked.every((request) => allows(policy, { principal, ...request }))) return;
  refuse(
    "InsufficientS3BucketPolicyException",
    `Incorrect S3 bucket policy is detected for bucket: ${name}`,
    "s3BucketName",
  );
}

/**
 * AWS CloudTrail User Guide, "Configure AWS KMS key policies for CloudTrail": CloudTrail encrypts for the trail, and
 * decrypts where the bucket has an S3 bucket key.
 */
export function requireUsableKey(operation: Operation): void {
  const { inputs, cloud, accountId } = operation;
  const name = text(inputs, "kmsKeyId");
  if (name === undefined) return;
  const bucket = text(inputs, "s3BucketName") ?? "";
  const key = keyNamed(name, cloud);
  if (key === undefined) refuse("KmsKeyNotFoundException", `KMS key not found: ${name}`, "kmsKeyId");
  const trailArn = arnOf(operation);
  const context = { "aws:SourceArn": trailArn, "aws:SourceAccount": accountId };
  const encryption = { ...context, "kms:EncryptionContext:aws:cloudtrail:arn": trailArn };
  const isUsable =
    letsServiceUse(key, { service: SERVICE, actions: ["kms:DescribeKey"], context }) &&
    letsServiceUse(key, { service: SERVICE, actions: ["kms:GenerateDataKey", "kms:Decrypt"], context: encryption });
  if (isUsable && isInRegionOf(key, cloud.find("aws:s3/bucket:Bucket", bucket))) return;
  refuse(
    "InsufficientEncryptionPolicyException",
    `Insufficient permissions to access S3 bucket ${bucket} or KMS key ${name}.`,
    "kmsKeyId",
  );
}

/** AWS CloudTrail API Reference, CreateTrail, `KmsKeyId`: the key is in the bucket's region. */
function isInRegionOf(key: CloudResource, bucket: CloudResource | undefined): boolean {
  return bucket === undefined || key.region === bucket.region;
}

/** AWS CloudTrail User Guide, "Sending events to CloudWatch Logs": a log group, and a role that writes its streams. */
export function requireWritableLogGroup(operation: Operation): void {
  const { inputs, cloud, region, accountId } = operation;
  const [groupArn = "", roleArn = ""] = [text(inputs, GROUP), text(inputs, ROLE)];
  if (groupArn === "" && roleArn === "") return;
  const groups = cloud.ofType("aws:cloudwatch/logGroup:LogGroup");
  const group = groups.find(({ computed }) => `${text(computed, "arn") ?? ""}:*` === groupArn);
  if (group === undefined) {
    const message = `CloudTrail cannot validate the specified log group ARN: ${groupArn}; it ends with :*`;
    return refuse("InvalidCloudWatchLogsLogGroupArnException", message, GROUP);
  }
  const role = assumableRole(roleArn, operation);
  const resource = arn("logs", region, accountId, `log-group:${group.id}:log-stream:${accountId}_CloudTrail_${region}`);
  const needed = ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({ action, resource }));
  if (missingPermission(role, needed, cloud) === undefined) return;
  refuse("InvalidCloudWatchLogsLogGroupArnException", "Access denied. Check the permissions for your role.", ROLE);
}

function assumableRole(roleArn: string, operation: Operation): CloudResource {
  const role = roleByArn(roleArn, operation.cloud);
  const context = { "aws:SourceArn": arnOf(operation), "aws:SourceAccount": operation.accountId };
  if (role !== undefined && isAssumableBy(role, SERVICE, context)) return role;
  const message = "Access denied. Check the trust relationships for your role.";
  return refuse("InvalidCloudWatchLogsRoleArnException", message, ROLE);
}

/** A new trail gets its name from the provider, unless it is given; a policy can only name one that is. */
function arnOf({ inputs, region, accountId, previous }: Operation): string {
  return previous?.id ?? arn("cloudtrail", region, accountId, `trail/${text(inputs, "name") ?? "?"}`);
}
