import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../shared/policy-document";
import type { PrivateBucketTransforms } from "../shared/private-bucket";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Escape hatches, one for each kind of child. */
export interface AuditBucketTransforms extends PrivateBucketTransforms {
  readonly bucket?: Transform<aws.s3.BucketArgs>;
  readonly bucketVersioning?: Transform<aws.s3.BucketVersioningArgs>;
  readonly bucketObjectLock?: Transform<aws.s3.BucketObjectLockConfigurationArgs>;
  readonly bucketLifecycle?: Transform<aws.s3.BucketLifecycleConfigurationArgs>;
}

/** For how long nobody deletes what comes in (Amazon S3 User Guide, "Locking objects with Object Lock"). */
export interface AuditRetention {
  /**
   * Who may delete an object before its time. `"GOVERNANCE"`: who has `s3:BypassGovernanceRetention` in IAM, once the
   * bucket's policy, which denies it to everybody, was changed. `"COMPLIANCE"`: nobody, the account's root user
   * included; **neither mode nor days of an object can be taken back**, and the bucket can't be deleted until the
   * last one's time is over.
   * @default "GOVERNANCE"
   */
  readonly mode?: "GOVERNANCE" | "COMPLIANCE";
  /** Days, from 1 to 36500, from the day on which an object comes in. A change concerns later objects. @default 365 */
  readonly days?: number;
}

/** Arguments of an `AuditBucket`. */
export interface AuditBucketArgs {
  /** ARN of the key that encrypts the objects. A change concerns later objects. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** How long objects are locked. @default - governance mode, 365 days */
  readonly retention?: AuditRetention;
  /**
   * Days after which an object is deleted, more than `retention.days`. Storage costs about 2.3 cents a GB and month
   * (eu-west-1, prices of November 2026).
   * @default - never
   */
  readonly keepDays?: number;
  /** Further statements of the bucket's policy, by its ARN, such as for a service that writes. @default - none */
  readonly statements?: (bucketArn: string) => pulumi.Input<readonly PolicyStatement[]>;
  /** Tags of the bucket. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: AuditBucketTransforms;
}
