import { validateAuditBucket } from "../audit-bucket/validate";
import { validateEncryptionKey } from "../encryption-key/validate";
import { arnPattern } from "../shared/arn";
import { requireLogRetention } from "../shared/log-retention";
import { type ArgumentProblems, literal } from "../shared/validation";
import type { CloudTrailArgs } from "./args";

/** AWS CloudTrail API Reference, CreateTrail. */
const TRAIL_NAME = /^(?!.{129})(?=.{3})[a-zA-Z0-9](?:[_-]?[a-zA-Z0-9])*$/;
const BUCKET = arnPattern({ service: "s3", region: "", accountId: "", resource: "[^/*?]+" });

/** Records what AWS CloudTrail, Amazon S3 and AWS KMS would refuse. */
export function validateCloudTrail(args: CloudTrailArgs, problems: ArgumentProblems, name: string): void {
  problems.require(
    TRAIL_NAME.test(name),
    "name",
    `must work as a trail's name: 3 to 128 letters, digits, single hyphens and underscores, with a letter or digit at both ends, got "${name}"`,
  );
  const { accountId, region, retention, keepDays, tags } = args;
  validateEncryptionKey({ accountId, region, tags }, problems, name);
  validateAuditBucket({ kmsKeyArn: "", retention, keepDays }, problems);
  requireLogRetention(problems, "logRetentionDays", args.logRetentionDays);
  args.dataEventBucketArns?.forEach((bucketArn, index) => {
    const value = literal(bucketArn);
    problems.require(
      value === undefined || BUCKET.test(value),
      `dataEventBucketArns[${index}]`,
      `must be the ARN of a bucket (arn:aws:s3:::<name>), got "${value}"`,
    );
  });
}
