import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { automaticName } from "../shared/naming";
import type { PolicyStatement } from "../shared/policy-document";
import { encryptBucket, lockDownBucket } from "../shared/private-bucket";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { AuditBucketArgs } from "./args";
import { DEFAULT_RETENTION_DAYS } from "./retention";
import { validateAuditBucket } from "./validate";

const MAXIMUM_BUCKET_NAME_LENGTH = 63;

/**
 * A bucket for what proves what was done: each object is locked for a time, encrypted, versioned, private and
 * reached over TLS only.
 */
export class AuditBucket extends pulumi.ComponentResource {
  /** Name of the bucket. */
  public readonly bucketName: pulumi.Output<string>;
  /** ARN of the bucket, for policies. */
  public readonly bucketArn: pulumi.Output<string>;

  /** @throws {pulumi.InputPropertiesError} naming every argument that is wrong. */
  constructor(name: string, args: AuditBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("AuditBucket", name, args, validateAuditBucket);
    super("proofpix:audit-bucket:AuditBucket", name, {}, opts);
    const { transform = {}, statements = () => [] } = args;
    const child = automaticName(`${name}-bucket`, MAXIMUM_BUCKET_NAME_LENGTH);
    const bucket = new aws.s3.Bucket(
      ...transformed<aws.s3.BucketArgs>(
        transform.bucket,
        child,
        { objectLockEnabled: true, tags: namedTags(child, args.tags) },
        { parent: this },
      ),
    );
    const children = { parent: this, transform };
    lockDownBucket(children, child, bucket, (bucketArn) =>
      pulumi.output(statements(bucketArn)).apply((further) => [denyBypass(bucketArn), ...further]),
    );
    encryptBucket(children, child, bucket, args.kmsKeyArn);
    this.keepObjects(child, bucket, args);

    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }

  private keepObjects(
    name: string,
    { bucket }: aws.s3.Bucket,
    { retention, keepDays, transform }: AuditBucketArgs,
  ): void {
    const { mode = "GOVERNANCE", days = DEFAULT_RETENTION_DAYS } = retention ?? {};
    const versioning = new aws.s3.BucketVersioning(
      ...transformed<aws.s3.BucketVersioningArgs>(
        transform?.bucketVersioning,
        name,
        { bucket, versioningConfiguration: { status: "Enabled" } },
        { parent: this },
      ),
    );
    const options = { parent: this, dependsOn: [versioning] };
    new aws.s3.BucketObjectLockConfiguration(
      ...transformed<aws.s3.BucketObjectLockConfigurationArgs>(
        transform?.bucketObjectLock,
        name,
        { bucket, rule: { defaultRetention: { mode, days } } },
        options,
      ),
    );
    new aws.s3.BucketLifecycleConfiguration(
      ...transformed<aws.s3.BucketLifecycleConfigurationArgs>(
        transform?.bucketLifecycle,
        name,
        { bucket, rules: [lifecycleRule(keepDays)] },
        options,
      ),
    );
  }
}

/**
 * Of a locked object, the lifecycle deletes no version before its time; it then only hides it (Amazon S3 User Guide,
 * "Object Lock considerations").
 */
function lifecycleRule(keepDays: number | undefined): aws.types.input.s3.BucketLifecycleConfigurationRule {
  return {
    id: "keep",
    status: "Enabled",
    filter: { prefix: "" },
    abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
    ...(keepDays !== undefined && {
      expiration: { days: keepDays },
      noncurrentVersionExpiration: { noncurrentDays: 1 },
    }),
  };
}

/** What governance mode lets IAM allow, the bucket denies: to delete early, its policy has to change first. */
function denyBypass(bucketArn: string): PolicyStatement {
  return {
    Sid: "DenyDeletionBeforeTime",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:BypassGovernanceRetention",
    Resource: `${bucketArn}/*`,
  };
}
