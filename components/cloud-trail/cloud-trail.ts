import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { AuditBucket, type AuditBucketTransforms } from "../audit-bucket";
import { EncryptionKey, keyPolicy } from "../encryption-key";
import { keepingInputs } from "../shared/kept-inputs";
import { policyDocument, serviceTrust } from "../shared/policy-document";
import { namedTags } from "../shared/tags";
import { transformed } from "../shared/transform";
import { requireValid } from "../shared/validation";
import type { CloudTrailArgs, CloudTrailTransforms } from "./args";
import { eventSelectors } from "./event-selectors";
import { bucketStatements, CLOUD_TRAIL_SERVICE, keyStatements, logPolicy, type TrailScope } from "./policies";
import { validateCloudTrail } from "./validate";

const LOG_RETENTION_DAYS = 90;

/**
 * Records each call of AWS's APIs in the account, in every region: in a locked bucket, encrypted with a key of
 * its own and with digests that prove that no record was altered, and in CloudWatch Logs for alarms.
 */
export class CloudTrail extends pulumi.ComponentResource {
  /** ARN of the trail. */
  public readonly trailArn: pulumi.Output<string>;
  /** Bucket of the records. */
  public readonly bucketName: pulumi.Output<string>;
  /** Log group of the records. */
  public readonly logGroupName: pulumi.Output<string>;
  /** Key that encrypts them. */
  public readonly keyArn: pulumi.Output<string>;

  /**
   * @param name also the trail's, unique in the account and region.
   * @throws {pulumi.InputPropertiesError} naming every argument that is wrong.
   */
  constructor(name: string, args: CloudTrailArgs, opts?: pulumi.ComponentResourceOptions) {
    requireValid("CloudTrail", name, args, validateCloudTrail);
    super("proofpix:cloud-trail:CloudTrail", name, {}, opts);
    const { accountId, region } = args;
    const scope = pulumi.all([accountId, region]).apply(([account, home]) => {
      return { accountId: account, region: home, trailName: name };
    });

    const key = this.createKey(name, args, scope);
    const bucket = this.createBucket(name, args, scope, key);
    const logGroup = this.createLogGroup(name, args, key);
    const [role, rolePolicy] = this.createRole(name, args, scope, logGroup);
    const trail = new aws.cloudtrail.Trail(
      ...transformed<aws.cloudtrail.TrailArgs>(
        args.transform?.trail,
        `${name}-trail`,
        {
          name,
          s3BucketName: bucket.bucketName,
          kmsKeyId: key.keyArn,
          cloudWatchLogsGroupArn: pulumi.interpolate`${logGroup.arn}:*`,
          cloudWatchLogsRoleArn: role.arn,
          isMultiRegionTrail: true,
          includeGlobalServiceEvents: true,
          enableLogFileValidation: true,
          advancedEventSelectors: eventSelectors(args.dataEventBucketArns ?? []),
          tags: namedTags(`${name}-trail`, args.tags),
        },
        { parent: this, dependsOn: [bucket, rolePolicy] },
      ),
    );

    this.trailArn = trail.arn;
    this.bucketName = bucket.bucketName;
    this.logGroupName = logGroup.name;
    this.keyArn = key.keyArn;
    this.registerOutputs({
      trailArn: this.trailArn,
      bucketName: this.bucketName,
      logGroupName: this.logGroupName,
      keyArn: this.keyArn,
    });
  }

  private createKey(name: string, args: CloudTrailArgs, scope: pulumi.Output<TrailScope>): EncryptionKey {
    const { accountId, region, tags, transform } = args;
    const policy = scope.apply((known) =>
      JSON.stringify(policyDocument(...keyPolicy(known).Statement, ...keyStatements(known))),
    );
    const withTrail = (keyArgs: aws.kms.KeyArgs, options: pulumi.CustomResourceOptions, child: string) => {
      const [, edited] = transformed<aws.kms.KeyArgs>(transform?.key, child, { ...keyArgs, policy }, options);
      Object.assign(keyArgs, edited);
    };
    return new EncryptionKey(
      name,
      {
        accountId,
        region,
        description: `Encrypts what the trail ${name} records`,
        tags,
        transform: { key: withTrail, alias: transform?.alias },
      },
      { parent: this },
    );
  }

  private createBucket(
    name: string,
    { retention, keepDays, tags, transform }: CloudTrailArgs,
    scope: pulumi.Output<TrailScope>,
    key: EncryptionKey,
  ): AuditBucket {
    const statements = (bucketArn: string) => scope.apply((known) => bucketStatements(known, bucketArn));
    return new AuditBucket(
      name,
      { kmsKeyArn: key.keyArn, retention, keepDays, statements, tags, transform: ofBucket(transform) },
      { parent: this },
    );
  }

  private createLogGroup(name: string, args: CloudTrailArgs, key: EncryptionKey): aws.cloudwatch.LogGroup {
    return new aws.cloudwatch.LogGroup(
      ...transformed<aws.cloudwatch.LogGroupArgs>(
        args.transform?.logGroup,
        `${name}-logs`,
        {
          name: `/aws/cloudtrail/${name}`,
          retentionInDays: args.logRetentionDays ?? LOG_RETENTION_DAYS,
          kmsKeyId: key.keyArn,
          tags: namedTags(`${name}-logs`, args.tags),
        },
        keepingInputs(["name"], { parent: this }),
      ),
    );
  }

  private createRole(
    name: string,
    args: CloudTrailArgs,
    scope: pulumi.Output<TrailScope>,
    logGroup: aws.cloudwatch.LogGroup,
  ): [aws.iam.Role, aws.iam.RolePolicy] {
    const role = new aws.iam.Role(
      ...transformed<aws.iam.RoleArgs>(
        args.transform?.role,
        `${name}-logs`,
        {
          assumeRolePolicy: JSON.stringify(serviceTrust(CLOUD_TRAIL_SERVICE)),
          tags: namedTags(`${name}-logs`, args.tags),
        },
        { parent: this },
      ),
    );
    const policy = pulumi
      .all([scope, logGroup.arn])
      .apply(([known, logGroupArn]) => JSON.stringify(logPolicy(known, logGroupArn)));
    const rolePolicy = new aws.iam.RolePolicy(
      ...transformed<aws.iam.RolePolicyArgs>(
        args.transform?.rolePolicy,
        `${name}-logs`,
        { role: role.name, policy },
        { parent: this },
      ),
    );
    return [role, rolePolicy];
  }
}

/** Those of a trail's escape hatches that are its bucket's. */
function ofBucket(transform: CloudTrailTransforms = {}): AuditBucketTransforms {
  return {
    bucket: transform.bucket,
    bucketEncryption: transform.bucketEncryption,
    bucketLifecycle: transform.bucketLifecycle,
    bucketObjectLock: transform.bucketObjectLock,
    bucketOwnership: transform.bucketOwnership,
    bucketPolicy: transform.bucketPolicy,
    bucketPublicAccessBlock: transform.bucketPublicAccessBlock,
    bucketVersioning: transform.bucketVersioning,
  };
}
