import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { AuditBucketTransforms, AuditRetention } from "../audit-bucket";
import type { EncryptionKeyTransforms } from "../encryption-key";
import type { LogRetentionDays } from "../shared/log-retention";
import type { Tags } from "../shared/tags";
import type { Transform } from "../shared/transform";

/** Escape hatches, one for each kind of child. */
export interface CloudTrailTransforms extends AuditBucketTransforms, EncryptionKeyTransforms {
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly role?: Transform<aws.iam.RoleArgs>;
  readonly rolePolicy?: Transform<aws.iam.RolePolicyArgs>;
  readonly trail?: Transform<aws.cloudtrail.TrailArgs>;
}

/** Arguments of a `CloudTrail`. */
export interface CloudTrailArgs {
  /** Account that is recorded: the provider's own. */
  readonly accountId: pulumi.Input<string>;
  /** Home region of the trail, commercial or GovCloud (US), such as `"eu-central-1"`: the provider's own. */
  readonly region: pulumi.Input<string>;
  /**
   * ARNs of buckets of which each access to an object is recorded too, such as the bucket of Pulumi's states. About 10
   * cents for 100,000 accesses (prices of November 2026).
   * @default - management events only, of which the first trail is free of charge
   */
  readonly dataEventBucketArns?: readonly pulumi.Input<string>[];
  /** How long the records are locked. @default - governance mode, 365 days */
  readonly retention?: AuditRetention;
  /** Days after which a record is deleted, more than `retention.days`. @default - never */
  readonly keepDays?: number;
  /**
   * Days for which the records are kept in CloudWatch Logs too, where alarms and queries find them; about 50 cents a GB
   * that comes in (prices of November 2026).
   * @default 90
   */
  readonly logRetentionDays?: LogRetentionDays;
  /** Tags of all that can be tagged. @default - `Name` only */
  readonly tags?: Tags;
  /** Edits a child's arguments before it is created. @default - none */
  readonly transform?: CloudTrailTransforms;
}
