import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { automaticName } from "../shared/naming";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { accessLogPolicy, type LoadBalancerKind } from "./access-log-policy";
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
  const ownership = lockDown(children, name, bucket.bucket);
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

/** No public access, no ACLs, and S3's own encryption: log delivery supports no other. */
function lockDown(
  children: LoadBalancerChildren,
  name: string,
  bucket: pulumi.Input<string>,
): aws.s3.BucketOwnershipControls {
  const options = { parent: children.parent };
  new aws.s3.BucketPublicAccessBlock(
    ...transformed(
      children.transform.accessLogPublicAccessBlock,
      name,
      { bucket, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      options,
    ),
  );
  new aws.s3.BucketServerSideEncryptionConfiguration(
    ...transformed(
      children.transform.accessLogEncryption,
      name,
      { bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
      options,
    ),
  );
  return new aws.s3.BucketOwnershipControls(
    ...transformed(
      children.transform.accessLogOwnership,
      name,
      { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } },
      options,
    ),
  );
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
