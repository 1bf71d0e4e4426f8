import * as aws from "@pulumi/aws";
import { automaticName } from "../shared/naming";
import { encryptBucket, lockDownBucket } from "../shared/private-bucket";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { DatadogChildren, DatadogLogsArgs } from "./args";

const MAXIMUM_BUCKET_NAME_LENGTH = 63;
const DEFAULT_RETENTION_DAYS = 30;

/**
 * Creates a private, encrypted bucket that is used over TLS only, for what Datadog didn't take. No versions are kept:
 * each object is written once.
 */
export function createFailedLogsBucket(children: DatadogChildren, args: DatadogLogsArgs): aws.s3.Bucket {
  const { parent, transform } = children;
  const name = automaticName(`${children.name}-failed-logs`, MAXIMUM_BUCKET_NAME_LENGTH);
  const bucket = new aws.s3.Bucket(
    ...transformed<aws.s3.BucketArgs>(
      transform.bucket,
      name,
      { forceDestroy: args.forceDestroy ?? false, tags: namedTags(name, children.tags) },
      { parent },
    ),
  );
  lockDownBucket(children, name, bucket);
  encryptBucket(children, name, bucket, args.kmsKeyArn);
  expire(children, name, bucket, args.failedRetentionDays ?? DEFAULT_RETENTION_DAYS);
  return bucket;
}

function expire({ parent, transform }: DatadogChildren, name: string, { bucket }: aws.s3.Bucket, days: number): void {
  const rule = {
    id: "expire",
    status: "Enabled",
    filter: { prefix: "" },
    expiration: { days },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
  };
  new aws.s3.BucketLifecycleConfiguration(
    ...transformed<aws.s3.BucketLifecycleConfigurationArgs>(
      transform.bucketLifecycle,
      name,
      { bucket, rules: [rule] },
      { parent },
    ),
  );
}
