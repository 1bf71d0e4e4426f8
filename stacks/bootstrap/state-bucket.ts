import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { automaticName } from "../../components/shared/naming";
import { encryptBucket, lockDownBucket } from "../../components/shared/private-bucket";
import { namedTags, type Tags } from "../../components/shared/tags";

const MAXIMUM_BUCKET_NAME_LENGTH = 63;
/** A year of overwritten states, to go back to what a broken tool or a wrong hand left behind. */
const KEPT_VERSION_DAYS = 365;

export interface StateBucketArgs {
  /** Key that encrypts the states. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly tags: Tags;
}

/** Bucket of Pulumi's states and their history: private, encrypted, versioned, and reached over TLS only (SE-2). */
export class StateBucket extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  readonly bucketArn: pulumi.Output<string>;

  constructor(name: string, { kmsKeyArn, tags }: StateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("proofpix:bootstrap:StateBucket", name, {}, opts);
    const child = automaticName(`${name}-state`, MAXIMUM_BUCKET_NAME_LENGTH);
    const bucket = new aws.s3.Bucket(child, { tags: namedTags(child, tags) }, { parent: this });
    this.bucketName = bucket.bucket;
    this.bucketArn = bucket.arn;
    const children = { parent: this, transform: {} };
    lockDownBucket(children, child, bucket);
    encryptBucket(children, child, bucket, kmsKeyArn);
    this.keepVersions(child);
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }

  private keepVersions(name: string): void {
    const versioning = { bucket: this.bucketName, versioningConfiguration: { status: "Enabled" } };
    const versions = new aws.s3.BucketVersioning(name, versioning, { parent: this });
    const rule = {
      id: "expire-old-versions",
      status: "Enabled",
      filter: { prefix: "" },
      noncurrentVersionExpiration: { noncurrentDays: KEPT_VERSION_DAYS },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 1 },
    };
    const args = { bucket: this.bucketName, rules: [rule] };
    new aws.s3.BucketLifecycleConfiguration(name, args, { parent: this, dependsOn: [versions] });
  }
}
