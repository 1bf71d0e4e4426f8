import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { LoadBalancerKind } from "../monitoring";
import { automaticName } from "../shared/naming";
import { closeBucket } from "../shared/private-bucket";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { accessLogPolicy } from "./access-log-policy";
import type { LoadBalancerChildren } from "./args";

const MAXIMUM_BUCKET_NAME_LENGTH = 63;

/** Where a load balancer writes its access logs. */
export interface AccessLogs {
  readonly bucketName: pulumi.Output<string>;
  /** AWS tries a write when logs are switched on, so these come first. */
  readonly ready: pulumi.Resource[];
}

export interface AccessLogsArgs {
  readonly kind: LoadBalancerKind;
  /** Account whose load balancers may write. */
  readonly accountId: pulumi.Input<string>;
  readonly retentionDays: number;
  readonly forceDestroy: boolean;
}

/**
 * Creates a private bucket for access logs. No versions are kept: a log object is written once, and an old version
 * would only outlive its expiry.
 */
export function createAccessLogs(children: LoadBalancerChildren, args: AccessLogsArgs): AccessLogs {
  const name = automaticName(`${children.name}-access-logs`, MAXIMUM_BUCKET_NAME_LENGTH);
  const bucket = new aws.s3.Bucket(
    ...transformed(
      children.transform.accessLogBucket,
      name,
      { forceDestroy: args.forceDestroy, tags: namedTags(name, children.tags) },
      { parent: children.parent },
    ),
  );
  const ownership = lockDown(children, name, bucket);
  expire(children, name, bucket.bucket, args.retentionDays);
  const policy = new aws.s3.BucketPolicy(
    ...transformed(
      children.transform.accessLogPolicy,
      name,
      { bucket: bucket.bucket, policy: policyText(bucket.arn, args) },
      { parent: children.parent },
    ),
  );
  return { bucketName: bucket.bucket, ready: [ownership, policy] };
}

/** Private, and under S3's own encryption: log delivery supports no other. */
function lockDown(
  { parent, transform }: LoadBalancerChildren,
  name: string,
  bucket: aws.s3.Bucket,
): aws.s3.BucketOwnershipControls {
  new aws.s3.BucketServerSideEncryptionConfiguration(
    ...transformed(
      transform.accessLogEncryption,
      name,
      { bucket: bucket.bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      { parent },
    ),
  );
  const { accessLogPublicAccessBlock: bucketPublicAccessBlock, accessLogOwnership: bucketOwnership } = transform;
  return closeBucket({ parent, transform: { bucketPublicAccessBlock, bucketOwnership } }, name, bucket);
}

function expire(children: LoadBalancerChildren, name: string, bucket: pulumi.Input<string>, days: number): void {
  const rule = {
    id: "expire",
    status: "Enabled",
    filter: { prefix: "" },
    expiration: { days },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
  };
  new aws.s3.BucketLifecycleConfiguration(
    ...transformed(children.transform.accessLogLifecycle, name, { bucket, rules: [rule] }, { parent: children.parent }),
  );
}

function policyText(bucketArn: pulumi.Input<string>, { kind, accountId }: AccessLogsArgs): pulumi.Output<string> {
  return pulumi
    .all([bucketArn, accountId])
    .apply(([arn, account]) => JSON.stringify(accessLogPolicy(kind, arn, account)));
}
