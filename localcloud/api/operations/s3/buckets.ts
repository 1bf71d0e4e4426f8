import { AwsError } from "../../../model/aws-error";
import { text, type Properties } from "../../../model/values";
import { encryptionOf } from "../../../services/s3/bucket-object";
import { lockOf, versioningOf } from "../../../services/s3/object-version";
import { reading, type ServiceOperations } from "../../operation";
import { pageOf } from "../pages";
import { BUCKET, requiredBucket } from "./lookup";

/** A region whose buckets have no location (Amazon S3 API Reference, GetBucketLocation). */
const WITHOUT_LOCATION = "us-east-1";

/** Amazon S3 API Reference, operations that look at buckets. */
export const bucketOperations: ServiceOperations = {
  ListBuckets: reading(({ input }, { cloud }) => {
    const [prefix = "", region] = [text(input, "Prefix"), text(input, "BucketRegion")];
    const found = cloud
      .ofType(BUCKET)
      .filter((bucket) => bucket.id.startsWith(prefix) && (region === undefined || bucket.region === region));
    const pages = { token: "ContinuationToken", limit: "MaxBuckets", most: 10_000 };
    const { elements, next } = pageOf(found, input, pages);
    return { Buckets: elements.map(({ id, region: BucketRegion }) => ({ Name: id, BucketRegion })), ...next };
  }),
  HeadBucket: reading(({ input }, context) => ({ BucketRegion: requiredBucket(input, context).region })),
  GetBucketLocation: reading(({ input }, context) => {
    const { region } = requiredBucket(input, context);
    return region === WITHOUT_LOCATION ? {} : { LocationConstraint: region };
  }),
  GetBucketVersioning: reading(({ input }, context) => {
    const Status = versioningOf(requiredBucket(input, context), context.cloud);
    return Status === undefined ? {} : { Status };
  }),
  GetBucketEncryption: reading(({ input }, context) => {
    const { id } = requiredBucket(input, context);
    const usual = { SSEAlgorithm: encryptionOf(id, context.cloud) };
    const Rules = [{ ApplyServerSideEncryptionByDefault: usual }];
    return { ServerSideEncryptionConfiguration: { Rules } };
  }),
  GetObjectLockConfiguration: reading(({ input }, context) => {
    const lock = lockOf(requiredBucket(input, context), context.cloud);
    if (lock === undefined) {
      throw new AwsError(
        "ObjectLockConfigurationNotFoundError",
        "Object Lock configuration does not exist for this bucket",
      );
    }
    return { ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", ...ruleForm(lock.usual) } };
  }),
};

function ruleForm(usual: { readonly mode: string; readonly days: number } | undefined): Properties {
  return usual === undefined ? {} : { Rule: { DefaultRetention: { Mode: usual.mode, Days: usual.days } } };
}
