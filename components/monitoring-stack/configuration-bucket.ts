import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { automaticName } from "../shared/naming";
import { encryptBucket, lockDownBucket } from "../shared/private-bucket";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import type { StackChildren } from "./args";
import { bundleText, type PartFiles } from "./configuration-bundle";

const MAXIMUM_BUCKET_NAME_LENGTH = 63;
/** Time in which a rollback may still want a version that another took the place of. */
const OLD_VERSION_DAYS = 90;

/** The bucket that holds the configuration of every part. */
export interface ConfigurationBucket {
  readonly bucket: aws.s3.Bucket;
  /** What an object waits for, so that it has a version and is encrypted. */
  readonly settings: readonly pulumi.Resource[];
}

/** One version of a part's configuration. */
export interface ConfigurationVersion {
  readonly bucketName: pulumi.Output<string>;
  readonly object: string;
  readonly versionId: pulumi.Output<string>;
  /** ARN of the object. */
  readonly objectArn: pulumi.Output<string>;
}

/**
 * Creates a private bucket whose objects have versions and are encrypted with a key of the customer's. Tasks name the
 * version that they read: an older revision finds its own when ECS goes back to it.
 */
export function createConfigurationBucket(
  children: StackChildren,
  args: { readonly kmsKeyArn: pulumi.Input<string>; readonly forceDestroy: boolean },
): ConfigurationBucket {
  const name = automaticName(`${children.name}-configuration`, MAXIMUM_BUCKET_NAME_LENGTH);
  const bucket = new aws.s3.Bucket(
    ...transformed<aws.s3.BucketArgs>(
      children.transform.bucket,
      name,
      { forceDestroy: args.forceDestroy, tags: namedTags(name, children.tags) },
      { parent: children.parent },
    ),
  );
  lockDownBucket(children, name, bucket);
  return {
    bucket,
    settings: [keepVersions(children, name, bucket.bucket), encryptBucket(children, name, bucket, args.kmsKeyArn)],
  };
}

/** Puts the files of a part into the bucket. */
export function putConfiguration(
  { name, parent, transform }: StackChildren,
  part: string,
  files: pulumi.Input<PartFiles>,
  { bucket, settings }: ConfigurationBucket,
): ConfigurationVersion {
  const object = new aws.s3.BucketObjectv2(
    ...transformed<aws.s3.BucketObjectv2Args>(
      transform.configuration,
      `${name}-${part}`,
      // Without tags, of which an object takes ten at most.
      { bucket: bucket.bucket, key: part, content: pulumi.output(files).apply(bundleText), contentType: "text/plain" },
      { parent, dependsOn: [...settings] },
    ),
  );
  return { bucketName: bucket.bucket, object: part, versionId: object.versionId, objectArn: object.arn };
}

function keepVersions(children: StackChildren, name: string, bucket: pulumi.Input<string>): pulumi.Resource {
  const { parent, transform } = children;
  new aws.s3.BucketLifecycleConfiguration(
    ...transformed<aws.s3.BucketLifecycleConfigurationArgs>(
      transform.bucketLifecycle,
      name,
      {
        bucket,
        rules: [
          {
            id: "expire-old-versions",
            status: "Enabled",
            filter: { prefix: "" },
            noncurrentVersionExpiration: { noncurrentDays: OLD_VERSION_DAYS },
            abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
          },
        ],
      },
      { parent },
    ),
  );
  return new aws.s3.BucketVersioning(
    ...transformed<aws.s3.BucketVersioningArgs>(
      transform.bucketVersioning,
      name,
      { bucket, versioningConfiguration: { status: "Enabled" } },
      { parent },
    ),
  );
}
