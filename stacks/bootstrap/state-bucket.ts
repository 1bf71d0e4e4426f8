import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { automaticName } from "../../components/shared/naming";
import { policyDocument, type PolicyDocument } from "../../components/shared/policy-document";
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

  constructor(name: string, { kmsKeyArn, tags }: StateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("proofpix:bootstrap:StateBucket", name, {}, opts);
    const child = automaticName(`${name}-state`, MAXIMUM_BUCKET_NAME_LENGTH);
    const bucket = new aws.s3.Bucket(child, { tags: namedTags(child, tags) }, { parent: this });
    this.bucketName = bucket.bucket;
    this.close(child, bucket);
    this.encrypt(child, kmsKeyArn);
    this.keepVersions(child);
    this.registerOutputs({ bucketName: this.bucketName });
  }

  private close(name: string, bucket: aws.s3.Bucket): void {
    const shut = {
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    };
    new aws.s3.BucketPublicAccessBlock(name, { bucket: this.bucketName, ...shut }, { parent: this });
    const rule = { objectOwnership: "BucketOwnerEnforced" };
    new aws.s3.BucketOwnershipControls(name, { bucket: this.bucketName, rule }, { parent: this });
    const policy = pulumi.jsonStringify(bucket.arn.apply(tlsOnlyPolicy));
    new aws.s3.BucketPolicy(name, { bucket: this.bucketName, policy }, { parent: this });
  }

  /** A bucket key saves nearly all requests to KMS, which cost money. */
  private encrypt(name: string, kmsMasterKeyId: pulumi.Input<string>): void {
    const rule = {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId },
      bucketKeyEnabled: true,
    };
    const args = { bucket: this.bucketName, rules: [rule] };
    new aws.s3.BucketServerSideEncryptionConfiguration(name, args, { parent: this });
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

/** Refuses every request to a bucket that isn't encrypted on its way. */
export function tlsOnlyPolicy(bucketArn: string): PolicyDocument {
  return policyDocument({
    Sid: "DenyInsecureTransport",
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
}
